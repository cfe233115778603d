using Xunit;

namespace SunoPS.Pester;

/// <summary>Reports every test of every Pester file beside this one, each as a test of its own.</summary>
public sealed class PesterFileTests
{
    [PesterFiles]
    public void It(PesterTest test)
    {
        ArgumentNullException.ThrowIfNull(test);
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
}
