namespace SunoPS.Client.Tests.Platforms;

/// <summary>The <c>dotnet</c> that runs the tests.</summary>
internal static class DotnetHost
{
    public static string Path { get; } =
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
}
