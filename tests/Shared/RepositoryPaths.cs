using System.Reflection;

namespace SunoPS.Shared;

/// <summary>
/// Where things lie in the repository that this assembly was built in; the project file says so by assembly metadata.
/// </summary>
internal static class RepositoryPaths
{
    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = Read("RepositoryRoot");

    /// <summary>The manifest of the module that the build has staged.</summary>
    public static string StagedModule { get; } = Read("StagedModule");

    private static string Read(string key) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(
        typeof(RepositoryPaths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == key).Value!));
}
