using System.Diagnostics;
using System.Text.Json;
using SunoPS.Shared;

namespace SunoPS.Pester;

/// <summary>One file of Pester tests.</summary>
internal sealed class PesterFile(string path)
{
    /// <summary>Long beyond what a file takes on a busy machine: only one that hangs gets there.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(60);

    /// <summary>Its name, without its folder.</summary>
    public string Name => Path.GetFileName(path);

    /// <summary>Every one in the folder of this project, by name.</summary>
    public static IEnumerable<PesterFile> FindAll() =>
        Directory.GetFiles(Path.Combine(RepositoryPaths.Root, "tests", "Pester"), "*.Tests.ps1")
            .Order(StringComparer.Ordinal)
            .Select(path => new PesterFile(path));

    /// <summary>
    /// Runs it in a process of its own; gives its tests, and what failed outside of them as tests too.
    /// </summary>
    public async Task<IReadOnlyList<PesterTest>> RunAsync(PowerShellHost host, CancellationToken cancellationToken)
    {
        string resultPath = Path.GetTempFileName();
        try
        {
            ProcessStartInfo startInfo = host.CreateStartInfo(
                Path.Combine(AppContext.BaseDirectory, "Invoke-PesterFile.ps1"), "-Path", path, "-ResultPath",
                resultPath);
            startInfo.Environment["SUNOPS_TEST_MODULE"] = RepositoryPaths.StagedModule;
            startInfo.Environment["SUNOPS_TEST_GATEWAY"] = Path.Combine(AppContext.BaseDirectory, "SunoPS.Gateway.dll");
            startInfo.Environment["NO_COLOR"] = "1";
            ChildResult run = await ChildProcess.CaptureAsync(startInfo, Limit, cancellationToken);
            return run.ExitCode switch
            {
                0 => Read(await File.ReadAllTextAsync(resultPath, cancellationToken), run.Output),
                null => [Fault($"It took longer than {Limit.TotalMinutes} minutes and was ended.\n{run.Output}")],
                _ => [Fault($"PowerShell ended with exit code {run.ExitCode}.\n{run.Output}")],
            };
        }
        finally
        {
            File.Delete(resultPath);
        }
    }

    /// <summary>
    /// Stands for all tests of a file that cannot be run. The reason is part of its name, which every runner shows.
    /// </summary>
    public static PesterTest Skip(string reason) => new($"not run, {reason}", PesterTest.Skipped, 0, reason);

    private static List<PesterTest> Read(string json, string output)
    {
        PesterResult result = JsonSerializer.Deserialize<PesterResult>(json)!;
        if (result.Missing is not null)
        {
            return [Skip(result.Missing)];
        }

        List<PesterTest> tests = [.. result.Tests, .. result.Faults.Select(Fault)];
        if (tests.TrueForAll(test => test.Outcome == PesterTest.NotRun))
        {
            tests.Add(Fault($"No test ran.\n{output}"));
        }

        return tests;
    }

    private static PesterTest Fault(string message) => new("the file as a whole", PesterTest.Failed, 0, message);

    private sealed record PesterResult(string? Missing, PesterTest[] Tests, string[] Faults);
}
