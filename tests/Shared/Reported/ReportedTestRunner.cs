using Xunit.v3;

namespace SunoPS.Reported;

/// <summary>Reports the tests of a completed run, each with its duration in that run.</summary>
internal sealed class ReportedTestRunner : XunitTestCaseRunner
{
    public static new ReportedTestRunner Instance { get; } = new();

    protected override ValueTask<RunSummary> RunTest(XunitTestCaseRunnerContext ctxt, IXunitTest test) =>
        TestRunner.Default.Run(
            test, ctxt.MessageBus, ctxt.ConstructorArguments, ctxt.ExplicitOption, ctxt.Aggregator.Clone(),
            ctxt.CancellationTokenSource, ctxt.ParallelMode, ctxt.Scheduler, [], ctxt.CaseFixtureMappings);

    private sealed class TestRunner : XunitTestRunner
    {
        public static TestRunner Default { get; } = new();

        protected override async ValueTask<TimeSpan> InvokeTest(XunitTestRunnerContext ctxt, object? testClassInstance)
        {
            await base.InvokeTest(ctxt, testClassInstance);
            return TimeSpan.FromSeconds(((ReportedTest)ctxt.Test.TestMethodArguments[0]!).Seconds);
        }
    }
}
