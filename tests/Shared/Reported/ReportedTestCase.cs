using System.ComponentModel;
using Xunit.Sdk;
using Xunit.v3;

namespace SunoPS.Reported;

/// <summary>A run in another process; each of its tests is reported as one.</summary>
public sealed class ReportedTestCase : XunitTestCase, ISelfExecutingXunitTestCase
{
    private const string NameKey = "name";
    private const string SourceKey = "source";

    private string _name = "";
    private string _source = "";

    /// <summary>For deserialization.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Called by the deserializer.")]
    public ReportedTestCase()
    {
    }

    internal ReportedTestCase(IXunitTestMethod method, IReportedRunSource source, string name)
        : base(
            method, testCaseDisplayName: name, uniqueID: method.UniqueID + name, @explicit: false,
            traits: new() { [source.Trait] = [name] })
    {
        _name = name;
        _source = source.GetType().AssemblyQualifiedName!;
    }

    public async ValueTask<RunSummary> Run(
        ExplicitOption explicitOption, IMessageBus messageBus, object?[] constructorArguments,
        ExceptionAggregator aggregator, CancellationTokenSource cancellationTokenSource, ParallelMode parallelMode,
        ExecutionScheduler scheduler, FixtureMappingManager methodFixtureMappings)
    {
        var source = (IReportedRunSource)Activator.CreateInstance(Type.GetType(_source)!, nonPublic: true)!;
        IReportedRun run = source.FindAll().Single(run => run.Name == _name);
        IReadOnlyList<ReportedTest> results = await run.RunAsync(cancellationTokenSource.Token);
        IXunitTest[] tests = [.. results.Select(TestOf)];
        return await ReportedTestRunner.Instance.Run(
            this, tests, messageBus, aggregator, cancellationTokenSource, parallelMode, scheduler, TestCaseDisplayName,
            SkipReason, explicitOption, constructorArguments, methodFixtureMappings);
    }

    protected override void Serialize(IXunitSerializationInfo info)
    {
        base.Serialize(info);
        info.AddValue(NameKey, _name);
        info.AddValue(SourceKey, _source);
    }

    protected override void Deserialize(IXunitSerializationInfo info)
    {
        base.Deserialize(info);
        _name = Read(info, NameKey);
        _source = Read(info, SourceKey);
    }

    private static string Read(IXunitSerializationInfo info, string key) =>
        info.GetValue<string>(key) ?? throw new InvalidOperationException($"The test case has no {key}.");

    private XunitTest TestOf(ReportedTest test, int index) => new(
        this, TestMethod, @explicit: null, skipReason: null, skipType: null, skipUnless: null, skipWhen: null,
        $"{_name}: {test.Name}", index, new Dictionary<string, IReadOnlyCollection<string>>(), timeout: null, [test],
        testLabel: null, disableParallelization: false);
}
