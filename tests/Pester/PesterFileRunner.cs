using Xunit.v3;

namespace SunoPS.Pester;

/// <summary>Reports the tests of a file that has run, each with the time that Pester took for it.</summary>
internal sealed class PesterFileRunner : XunitTestCaseRunner
{
    public static new PesterFileRunner Instance { get; } = new();

    protected override ValueTask<RunSummary> RunTest(XunitTestCaseRunnerContext ctxt, IXunitTest test) =>
        TestRunner.Default.Run(
            test, ctxt.MessageBus, ctxt.ConstructorArguments, ctxt.ExplicitOption, ctxt.Aggregator.Clone(),
            ctxt.CancellationTokenSource, []);

    private sealed class TestRunner : XunitTestRunner
    {
        public static TestRunner Default { get; } = new();

        protected override async ValueTask<TimeSpan> InvokeTest(XunitTestRunnerContext ctxt, object? testClassInstance)
        {
            await base.InvokeTest(ctxt, testClassInstance);
            return TimeSpan.FromSeconds(((PesterTest)ctxt.Test.TestMethodArguments[0]!).Seconds);
        }
    }
}
