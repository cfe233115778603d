using System.Globalization;
using SunoPS.Shared;
using Xunit;

namespace SunoPS.Pester;

/// <summary>Reports every test of every Pester file beside this one, each as a test of its own.</summary>
public sealed class PesterFileTests(ITestOutputHelper output)
{
    /// <summary>
    /// Two files at once: each has a PowerShell and a gateway of its own, and much of what they do is waiting.
    /// </summary>
    private const int FilesAtOnce = 2;

    // The files run when the rows are made, which is when tests run, not when they are discovered.
    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(RunFilesAsync))]
    public void It(PesterTest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{test.Outcome} after {test.Seconds:0.000} s"));
        switch (test.Outcome)
        {
            case PesterTest.Passed:
                break;
            case PesterTest.Failed:
                // Some runners show the message without the name of the row.
                Assert.Fail($"{test.Name}\n{test.Message ?? "Pester gives no reason."}");
                break;
            default:
                Assert.Skip(string.IsNullOrEmpty(test.Message) ? test.Outcome : test.Message);
                break;
        }
    }

    public static async Task<IEnumerable<TheoryDataRow<PesterTest>>> RunFilesAsync()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        LoopbackProxy.Bypass();
        PowerShellSearch search = await PowerShellHost.FindAsync(
            RepositoryPaths.Root, cancellationToken: cancellationToken);
        PesterFile[] files = [.. PesterFile.FindAll()];
        var tests = new IReadOnlyList<PesterTest>[files.Length];
        await Parallel.ForAsync(
            0, files.Length, new ParallelOptions
                { MaxDegreeOfParallelism = FilesAtOnce, CancellationToken = cancellationToken }, async (i, stop) =>
            tests[i] =
                search.Host is { } host ? await files[i].RunAsync(host, stop) : [PesterFile.Skip(search.WhyNot!)]);
        return files.SelectMany((file, i) => tests[i].Select(
            test => new TheoryDataRow<PesterTest>(test) { TestDisplayName = $"{file.Name}: {test.Name}", Label = "" }));
    }
}
