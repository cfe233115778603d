namespace SunoPS.Shared;

/// <summary>Paths in the repository of this assembly, from assembly metadata that the project file sets.</summary>
internal static class RepositoryPaths
{
    public static string Root { get; } = Read("RepositoryRoot");

    /// <summary>The manifest of the staged module.</summary>
    public static string StagedModule { get; } = Read("StagedModule");

    private static string Read(string key) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(
        typeof(RepositoryPaths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == key).Value!));
}
