using SunoPS.Gateway;

namespace SunoPS.Soak;

/// <summary>Several connections, each of which streams batches in rounds and checks every result.</summary>
internal sealed class SoakLoad(Uri baseUri)
{
    private const int Connections = 4;
    private const int BatchesInRound = 100;
    private const int IdsInBatch = 20;

    private static readonly SunoConnectionOptions ConnectionOptions = new()
    {
        // The cost of a hanging request.
        TimeoutSec = 2,
        BatchSize = IdsInBatch,
        // A batch that waits for its retry delays those after it; many requests in flight compensate for that.
        ThrottleLimit = 32,
    };

    private long _nextNumber;

    /// <summary>Starts rounds for a duration, and completes each started round.</summary>
    public async Task<SoakTally> RunAsync(TimeSpan duration)
    {
        long start = Stopwatch.GetTimestamp();
        var tally = new SoakTally();
        await Task.WhenAll(
            Enumerable.Range(0, Connections).Select(_ => Task.Run(() => StreamAsync(tally, start, duration))));
        tally.Elapsed = Stopwatch.GetElapsedTime(start);
        return tally;
    }

    private async Task StreamAsync(SoakTally tally, long start, TimeSpan duration)
    {
        SunoGateway gateway = SunoGateway.Custom with { BaseUri = baseUri };
        var client = new SunoClient(new SunoConnection(gateway, LocalGatewayOptions.DefaultApiKey, ConnectionOptions));
        do
        {
            await RunRoundAsync(tally, client);
        }
        while (Stopwatch.GetElapsedTime(start) < duration);
    }

    private async Task RunRoundAsync(SoakTally tally, SunoClient client)
    {
        const int count = BatchesInRound * IdsInBatch;
        long first = Interlocked.Add(ref _nextNumber, count) - count;
        int results = 0;
        await foreach (SunoTaskResult result in client.GetTasksAsync(Ids(first, count)))
        {
            // Results are in input order, each once.
            string expected = TaskIds.Music(first + results++);
            bool isExpected = result.TaskId == expected && (result.Task is null) != (result.Error is null)
                && (result.Task?.TaskId ?? expected) == expected;
            lock (tally)
            {
                tally.Violations += isExpected ? 0 : 1;
                if (result.Error is { } error)
                {
                    tally.Errors[error.Kind] = tally.Errors.GetValueOrDefault(error.Kind) + 1;
                }
                else
                {
                    tally.Tasks++;
                }
            }
        }

        lock (tally)
        {
            tally.Batches += BatchesInRound;
            tally.Ids += count;
            tally.Violations += Math.Abs(count - results);
        }
    }

    private static IEnumerable<string> Ids(long first, int count) =>
        Enumerable.Range(0, count).Select(i => TaskIds.Music(first + i));
}

/// <summary>The results of the ids.</summary>
internal sealed class SoakTally
{
    public int Batches { get; set; }

    public int Ids { get; set; }

    public int Tasks { get; set; }

    /// <summary>Number of ids that ended in an error, by its kind.</summary>
    public SortedDictionary<SunoErrorKind, int> Errors { get; } = [];

    /// <summary>Number of unexpected results: missing, duplicate, out of order, or of another id.</summary>
    public int Violations { get; set; }

    public TimeSpan Elapsed { get; set; }
}
