using FsCheck;
using FsCheck.Fluent;

namespace SunoPS.Client.Tests.Properties;

/// <summary>Each distinct id has one result, its task or its error, in the order of the input.</summary>
public sealed class FetchPropertyTests : GatewayTests
{
    private static readonly FaultKind[] Faults =
    [
        FaultKind.WrongOrder, FaultKind.DoubledTasks, FaultKind.ForeignTasks, FaultKind.OnlyForeignTasks,
        FaultKind.Status, FaultKind.CutChunked, FaultKind.EmptyBody,
    ];

    private static readonly Dictionary<string, SunoErrorKind> Errors = new()
    {
        [""] = SunoErrorKind.InvalidArgument,
        [" "] = SunoErrorKind.InvalidArgument,
        ["bad\nid"] = SunoErrorKind.InvalidArgument,
        ["\uD83C"] = SunoErrorKind.InvalidArgument,
        [new('x', 257)] = SunoErrorKind.InvalidArgument,
        [".."] = SunoErrorKind.TaskNotFound,
        ["nonsense"] = SunoErrorKind.TaskNotFound,
    };

    private static readonly Gen<string> Ids = Gen.Frequency(
        (6, Gen.Choose(0, 12).Select(number => TaskIds.Music(number))),
        (2, Gen.Choose(0, 3).Select(number => TaskIds.Failed(number))),
        (1, Gen.Choose(0, 3).Select(number => TaskIds.Lyrics(number))),
        (2, Gen.Choose(0, 3).Select(number => TaskIds.Unknown(number))),
        (2, Gen.Elements([.. Errors.Keys])));

    private static readonly Gen<Case> Cases =
        from ids in Ids.ListOf()
        from batchSize in Gen.Choose(1, 9)
        from throttleLimit in Gen.Choose(1, 5)
        from fault in Gen.Elements(Faults)
        from rate in Gen.Elements(0, 0.3, 1)
        select new Case([.. ids], batchSize, throttleLimit, fault, rate);

    [Fact]
    public void In_batches_under_faults() => Property.Holds(Cases, 150, async fetch =>
    {
        Gateway.Faults.Clear();
        if (fetch.Rate > 0)
        {
            Gateway.Faults.Add(new GatewayFault { Kind = fetch.Fault, Rate = fetch.Rate });
        }

        await AssertAsync(
            fetch, new SunoFetchOptions { BatchSize = fetch.BatchSize, ThrottleLimit = fetch.ThrottleLimit });
    });

    [Fact]
    public void One_by_one() => Property.Holds(Cases, 50, fetch => AssertAsync(
        fetch with { Rate = 0 }, new SunoFetchOptions { OneByOne = true, ThrottleLimit = fetch.ThrottleLimit }));

    private async Task AssertAsync(Case fetch, SunoFetchOptions options)
    {
        List<SunoTaskResult> results = await StreamAsync(fetch.Ids, options);

        Assert.Equal(fetch.Ids.Distinct(StringComparer.Ordinal), results.Select(result => result.TaskId));
        Assert.All(results, result => Assert.Equal(result.TaskId, result.Task?.TaskId ?? result.TaskId));
        Assert.All(results, result => Assert.NotEqual(result.Task is null, result.Error is null));
        Assert.All(results.Where(_ => fetch.Rate == 0), result => Assert.Equal(
            ErrorOf(result.TaskId, options.OneByOne), result.Error?.Kind));
    }

    private static SunoErrorKind? ErrorOf(string id, bool isSingle) => id switch
    {
        // Only a batch can request an id that is a dot segment of a path.
        ".." when isSingle => SunoErrorKind.InvalidArgument,
        _ when id.StartsWith(TaskIds.Unknown(0)[..8], StringComparison.Ordinal) => SunoErrorKind.TaskNotFound,
        _ => Errors.TryGetValue(id, out SunoErrorKind kind) ? kind : null,
    };

    /// <summary>The ids, the options and the fault of a fetch.</summary>
    private sealed record Case(string[] Ids, int BatchSize, int ThrottleLimit, FaultKind Fault, double Rate)
    {
        public override string ToString() =>
            $"{Fault} at {Rate}, batches of {BatchSize}, {ThrottleLimit} at once: "
            + string.Join(", ", Ids.Select(id => $"'{Uri.EscapeDataString(id)}'"));
    }
}
