namespace SunoPS.Shared;

/// <summary>The <c>dotnet</c> that runs this process, else the one on PATH.</summary>
internal static class DotnetHost
{
    public static string Path { get; } =
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
}
