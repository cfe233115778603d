using System.Globalization;
using SunoPS.Shared;
using Xunit;

namespace SunoPS.Pester;

/// <summary>Reports every test of every Pester file beside this one, each as a test of its own.</summary>
public sealed class PesterFileTests(ITestOutputHelper output)
{
    // The files run one after the other when the rows are made, which is when tests run, not when they are discovered.
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
        PowerShellSearch search = await PowerShellHost.FindAsync(RepositoryPaths.Root, cancellationToken: cancellationToken);
        var rows = new List<TheoryDataRow<PesterTest>>();
        foreach (PesterFile file in PesterFile.FindAll())
        {
            IReadOnlyList<PesterTest> tests = search.Host is { } host
                ? await file.RunAsync(host, cancellationToken)
                : [PesterFile.Skip(search.WhyNot!)];
            rows.AddRange(tests.Select(test => new TheoryDataRow<PesterTest>(test) { TestDisplayName = $"{file.Name}: {test.Name}", Label = "" }));
        }

        return rows;
    }
}
