using System.ComponentModel;
using SunoPS.Shared;
using Xunit.Sdk;
using Xunit.v3;

namespace SunoPS.Pester;

/// <summary>A Pester file: runs in a PowerShell of its own, and each of its tests is reported as one.</summary>
public sealed class PesterFileTestCase : XunitTestCase, ISelfExecutingXunitTestCase
{
    private const string NameKey = "file";

    private static readonly Lazy<Task<PowerShellSearch>> Search = new(() =>
    {
        LoopbackProxy.Bypass();
        return PowerShellHost.FindAsync(RepositoryPaths.Root);
    });

    private string _name = "";

    /// <summary>For deserialization.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Called by the deserializer.")]
    public PesterFileTestCase()
    {
    }

    internal PesterFileTestCase(IXunitTestMethod method, string name)
        : base(
            method, testCaseDisplayName: name, uniqueID: method.UniqueID + name, @explicit: false,
            traits: new() { ["File"] = [name] })
        => _name = name;

    public async ValueTask<RunSummary> Run(
        ExplicitOption explicitOption, IMessageBus messageBus, object?[] constructorArguments,
        ExceptionAggregator aggregator, CancellationTokenSource cancellationTokenSource)
    {
        ArgumentNullException.ThrowIfNull(cancellationTokenSource);
        PesterFile file = PesterFile.FindAll().Single(file => file.Name == _name);
        PowerShellSearch search = await Search.Value;
        IReadOnlyList<PesterTest> results = search.Host is { } host
            ? await file.RunAsync(host, cancellationTokenSource.Token)
            : [PesterFile.Skip(search.WhyNot!)];
        IXunitTest[] tests = [.. results.Select(TestOf)];
        return await PesterFileRunner.Instance.Run(
            this, tests, messageBus, aggregator, cancellationTokenSource, TestCaseDisplayName, SkipReason,
            explicitOption, constructorArguments);
    }

    protected override void Serialize(IXunitSerializationInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        base.Serialize(info);
        info.AddValue(NameKey, _name);
    }

    protected override void Deserialize(IXunitSerializationInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        base.Deserialize(info);
        _name = info.GetValue<string>(NameKey)
            ?? throw new InvalidOperationException("The name of the file is missing.");
    }

    private XunitTest TestOf(PesterTest test, int index) => new(
        this, TestMethod, @explicit: null, skipReason: null, skipType: null, skipUnless: null, skipWhen: null,
        $"{_name}: {test.Name}", index, new Dictionary<string, IReadOnlyCollection<string>>(), timeout: null, [test]);
}
