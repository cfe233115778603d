namespace SunoPS.Client.Tests;

/// <summary>
/// The staged build on .NET Framework, or on Mono if it is installed, loaded like in Windows PowerShell.
/// </summary>
public sealed class FrameworkHostTests : GatewayTests
{
    private static readonly string[] Runtime = OperatingSystem.IsWindows() ? [] : ["mono"];

    [Fact(Timeout = 120_000)]
    public async Task It_finds_its_own_assemblies_beside_those_of_others_and_fetches()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows() || IsOnPath("mono"), "There is neither .NET Framework nor Mono.");
        string[] command =
        [
            .. Runtime,
            ClientBuild.Property("FrameworkHost"),
            Path.Combine(ClientBuild.Property("StagedModule"), "bin", "netstandard2.0"),
            Gateway.BaseUri.AbsoluteUri,
            Gateway.ApiKey,
        ];
        using Process process = Process.Start(
            new ProcessStartInfo(command[0], command[1..])
                { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync(Cancel);
        string output = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);

        Assert.True(process.ExitCode == 0, await errors);
        Assert.Equal(
            [
                "before: 8.0.0.0",
                "XSee: 120 tasks, 240 clips, unknown-1 TaskNotFound",
                "OpenAIHub: 120 tasks, 240 clips, unknown-1 TaskNotFound",
                "Ecovai: 120 tasks, 240 clips, unknown-1 TaskNotFound",
                "loaded: 8.0.0.0 from OtherVersions",
                "loaded: 10.0.0.0 from dependencies",
            ],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

        // X-See's batch is a GET with a body, which neither runtime supports.
        Assert.Equal(121, Gateway.Log.Entries.Count(request => request.Method == "GET" && request.Body.Length == 0));
        Assert.Equal(4, Gateway.Log.Entries.Count(request => request.Method == "POST"));
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(
            folder => File.Exists(Path.Combine(folder, program)));
}
