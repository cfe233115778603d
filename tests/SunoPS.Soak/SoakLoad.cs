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
        var tallies = await Task.WhenAll(
            Enumerable.Range(0, Connections).Select(_ => Task.Run(() => StreamAsync(start, duration))));
        return tallies.Aggregate((sum, tally) => sum.Plus(tally)) with { Elapsed = Stopwatch.GetElapsedTime(start) };
    }

    private async Task<SoakTally> StreamAsync(long start, TimeSpan duration)
    {
        SunoGateway gateway = SunoGateway.Custom with { BaseUri = baseUri };
        var client = new SunoClient(new SunoConnection(gateway, LocalGatewayOptions.DefaultApiKey, ConnectionOptions));
        var tally = new SoakTally();
        do
        {
            tally = tally.Plus(await RunRoundAsync(client));
        }
        while (Stopwatch.GetElapsedTime(start) < duration);

        return tally;
    }

    private async Task<SoakTally> RunRoundAsync(SunoClient client)
    {
        const int count = BatchesInRound * IdsInBatch;
        long first = Interlocked.Add(ref _nextNumber, count) - count;
        var errors = new SortedDictionary<SunoErrorKind, int>();
        int results = 0;
        int tasks = 0;
        int violations = 0;
        await foreach (SunoTaskResult result in client.GetTasksAsync(Ids(first, count)))
        {
            // Results are in input order, each once.
            string expected = TaskIds.Music(first + results++);
            if (
                result.TaskId != expected || (result.Task is null) == (result.Error is null) || (
                    result.Task is { } task && task.TaskId != expected))
            {
                violations++;
            }

            if (result.Error is { } error)
            {
                errors[error.Kind] = errors.GetValueOrDefault(error.Kind) + 1;
            }
            else
            {
                tasks++;
            }
        }

        return new SoakTally
        {
            Batches = BatchesInRound,
            Ids = count,
            Tasks = tasks,
            Errors = errors,
            Violations = violations + Math.Abs(count - results),
        };
    }

    private static IEnumerable<string> Ids(long first, int count) =>
        Enumerable.Range(0, count).Select(i => TaskIds.Music(first + i));
}
