namespace SunoPS.Client.Tests.Batches;

/// <summary>Every distinct id has exactly one result, its task or its error, in input order.</summary>
public sealed class ConservationTests : GatewayTests
{
    private static readonly string[] Mixed =
    [
        TaskIds.Music(5), "", TaskIds.Unknown(1), "bad\nid", TaskIds.Lyrics(3), TaskIds.Music(5), "\uD83C",
        TaskIds.Failed(1), " ", "..", TaskIds.Music(4),
        new('x', 257), TaskIds.Unknown(1), "", TaskIds.Music(0), "nonsense",
    ];

    private static readonly (string, SunoErrorKind?)[] Expected =
    [
        (TaskIds.Music(5), null),
        ("", SunoErrorKind.InvalidArgument),
        (TaskIds.Unknown(1), SunoErrorKind.TaskNotFound),
        ("bad\nid", SunoErrorKind.InvalidArgument),
        (TaskIds.Lyrics(3), null),
        ("\uD83C", SunoErrorKind.InvalidArgument),
        (TaskIds.Failed(1), null),
        (" ", SunoErrorKind.InvalidArgument),
        ("..", SunoErrorKind.TaskNotFound),
        (TaskIds.Music(4), null),
        (new('x', 257), SunoErrorKind.InvalidArgument),
        (TaskIds.Music(0), null),
        ("nonsense", SunoErrorKind.TaskNotFound),
    ];

    [Theory]
    [InlineData(3, 2)]
    [InlineData(100, 1)]
    [InlineData(1, 2, true)]
    public async Task In_batches_of_any_size_and_one_by_one(int batchSize, int throttleLimit, bool oneByOne = false)
    {
        List<SunoTaskResult> results = await StreamAsync(
            Mixed,
            new SunoFetchOptions { BatchSize = batchSize, ThrottleLimit = throttleLimit, OneByOne = oneByOne });

        // Only a batch can request an id that is a dot segment of a path.
        IEnumerable<(string, SunoErrorKind?)> expected = Expected.Select(
            pair => oneByOne && pair.Item1 == ".." ? ("..", SunoErrorKind.InvalidArgument) : pair);
        Assert.Equal(expected, results.Select(result => (result.TaskId, result.Error?.Kind)));
        Assert.All(results, result => Assert.True((result.Task is null) != (result.Error is null)));
    }

    [Fact]
    public async Task Ids_with_a_fault_are_not_sent_along_with_the_others_of_their_batch()
    {
        await StreamAsync(["a", "\0", "b", ""], new SunoFetchOptions { BatchSize = 4 });

        Assert.Equal(["a", "b"], Wire.IdsOf(OnlyRequest));
    }

    [Fact]
    public async Task An_id_that_was_fetched_long_before_is_not_fetched_again()
    {
        string[] ids = [.. Enumerable.Range(0, 20).Select(number => TaskIds.Music(number % 4))];

        List<SunoTaskResult> results = await StreamAsync(ids, new SunoFetchOptions { BatchSize = 2 });

        Assert.Equal(ids.Take(4), results.Select(result => result.TaskId));
        Assert.Equal(2, Gateway.Log.Requests);
    }
}
