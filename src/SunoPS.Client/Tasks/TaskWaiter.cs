using System.Net;
using System.Runtime.CompilerServices;

namespace SunoPS;

/// <summary>Waits for tasks: polls all unfinished tasks in rounds, and returns each as it completes.</summary>
/// <remarks>
/// Not an <see cref="OrderedWindow{T}"/>: results are returned as batches complete, so that a slow batch does not delay
/// others.
/// </remarks>
internal sealed class TaskWaiter(
    SunoClient client, SunoWaitOptions options, TimeProvider time, IProgress<SunoWaitProgress>? listener)
{
    /// <summary>Consecutive polls with a permanent error after which the wait for a task ends.</summary>
    private const int MostHopelessRounds = 3;

    /// <summary>Number of rounds before the interval starts to grow.</summary>
    private const int RoundsAtFirstInterval = 12;

    private const double IntervalGrowth = 1.1;

    /// <summary>The largest interval, as a multiple of the first one.</summary>
    private const int MostIntervals = 6;

    /// <summary>The longest delay that the timers of all runtimes support.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(int.MaxValue);

    private readonly long _start = time.GetTimestamp();
    private readonly Dictionary<SunoTaskReference, State> _unfinished = [];
    private int _total;
    private int _succeeded;
    private int _failed;
    private int _notFound;
    private string? _faultOfRound;
    private string? _lastFault;
    private TimeSpan _askedToWait;

    /// <summary>The remaining time, never negative; null without a limit.</summary>
    private TimeSpan? TimeLeft
    {
        get
        {
            TimeSpan? left = options.Timeout - time.GetElapsedTime(_start);
            return left < TimeSpan.Zero ? TimeSpan.Zero : left;
        }
    }

    public async IAsyncEnumerable<SunoTaskResult> WaitAsync(
        IEnumerable<SunoTaskReference> references, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new DistinctTasks();
        SunoTaskReference[] distinct =
            [.. references.Where(reference => seen.Add(client.FetcherOf(reference), reference))];
        _total = distinct.Length;
        foreach (SunoTaskReference reference in distinct)
        {
            _unfinished.Add(reference, new State());
        }

        TimeSpan firstInterval = Earlier(options.PollingInterval, LongestTimer);
        TimeSpan interval = firstInterval;
        for (int round = 1; _unfinished.Count > 0; round++)
        {
            await foreach (SunoTaskResult result in PollAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return result;
                if (result.Error is { IsKeyRefused: true })
                {
                    yield break;
                }
            }

            Report();
            TimeSpan? left = TimeLeft;
            if (_unfinished.Count == 0 || left == TimeSpan.Zero)
            {
                break;
            }

            if (round > RoundsAtFirstInterval)
            {
                interval = Earlier(interval * IntervalGrowth, firstInterval * MostIntervals);
            }

            TimeSpan wait = interval > _askedToWait ? interval : _askedToWait;
            wait = Earlier(Earlier(wait, left ?? wait), LongestTimer);
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
            if (_askedToWait > left)
            {
                // The gateway requested a wait beyond the time limit.
                break;
            }
        }

        foreach (SunoTaskReference reference in distinct.Where(_unfinished.ContainsKey))
        {
            yield return new SunoTaskResult(reference, TimedOut(_unfinished[reference].LastSeen));
        }
    }

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>
    /// Polls one round: returns the tasks that completed or failed permanently, and keeps the others. The round ends at
    /// the time limit.
    /// </summary>
    private async IAsyncEnumerable<SunoTaskResult> PollAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _faultOfRound = null;
        _askedToWait = TimeSpan.Zero;
        using CancellationTokenSource timeout = time.CreateCancellationTokenSource(
            TimeLeft is { } limit ? Earlier(limit, LongestTimer) : Timeout.InfiniteTimeSpan);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var waiting = new Queue<Func<Task<SunoTaskResult[]>>>(
            from reference in _unfinished.Keys
            let fetcher = client.FetcherOf(reference)
            group reference by (fetcher, Action: options.Action ?? fetcher.Connection.ActionFor(reference.Action))
            into alike
            from batch in alike.Chunk(alike.Key.fetcher.BatchSize(oneByOne: false))
            select (Func<Task<SunoTaskResult[]>>)(() =>
                alike.Key.fetcher.FetchAsync(batch, alike.Key.Action, oneByOne: false, either.Token)));
        var running = new List<Task<SunoTaskResult[]>>();
        try
        {
            while (true)
            {
                while (running.Count < client.Connection.ThrottleLimit && waiting.Count > 0
                    && !either.IsCancellationRequested)
                {
                    running.Add(waiting.Dequeue()());
                }

                if (running.Count == 0)
                {
                    yield break;
                }

                Task<SunoTaskResult[]> answered = await Task.WhenAny(running).ConfigureAwait(false);
                running.Remove(answered);
                if (answered.IsCanceled)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    continue;
                }

                foreach (SunoTaskResult result in await answered.ConfigureAwait(false))
                {
                    if (IsLast(result))
                    {
                        yield return result;
                    }
                }
            }
        }
        finally
        {
#pragma warning disable CA1849 // .NET Framework cannot cancel asynchronously.
            either.Cancel();
#pragma warning restore CA1849
        }
    }

    /// <summary>Records a result; true if it is final for its task.</summary>
    private bool IsLast(SunoTaskResult result)
    {
        State state = _unfinished[result.Reference];
        if (result.Task is { IsCompleted: false })
        {
            state.LastSeen = result.Task;
            state.HopelessRounds = 0;
            return false;
        }

        if (result.Error is { } error && !IsFinal(error, result.Reference, state))
        {
            return false;
        }

        _ = result switch
        {
            { Error.Kind: SunoErrorKind.TaskNotFound } => _notFound++,
            { Task: null or { Status: SunoTaskStatus.Failure } } => _failed++,
            _ => _succeeded++,
        };
        _unfinished.Remove(result.Reference);
        return true;
    }

    /// <summary>True for a permanent error, or for one that persisted over several polls.</summary>
    private bool IsFinal(SunoApiException error, SunoTaskReference reference, State state)
    {
        if (error.Kind == SunoErrorKind.TaskNotFound
            && client.FetcherOf(reference).Connection.IsNew(reference.TaskId, time))
        {
            return false;
        }

        if (error.IsKeyRefused
            || error.Kind is SunoErrorKind.TaskNotFound or SunoErrorKind.InvalidArgument or SunoErrorKind.QuotaExceeded)
        {
            return true;
        }

        state.HopelessRounds = IsHopeless(error) ? state.HopelessRounds + 1 : 0;
        if (state.HopelessRounds == MostHopelessRounds)
        {
            return true;
        }

        _faultOfRound = _lastFault = error.Message;
        if (error.RetryAfter > _askedToWait)
        {
            _askedToWait = Earlier(error.RetryAfter.Value, RetryPolicy.LongestRetryAfter);
        }

        return false;
    }

    /// <summary>True if the address responds, but not like a gateway: 404, a web page, or not HTTP.</summary>
    private static bool IsHopeless(SunoApiException error) => error switch
    {
        { IsTransient: true } => false,
        { StatusCode: >= HttpStatusCode.InternalServerError, IsRefused: false } => false,
        { Kind: SunoErrorKind.InvalidResponse or SunoErrorKind.ConnectionFailed } => true,
        { Kind: SunoErrorKind.GatewayError, StatusCode: not HttpStatusCode.OK } => true,
        _ => false,
    };

    private void Report()
    {
        int[] percents = [.. _unfinished.Values.Select(state => state.LastSeen?.Progress).OfType<int>()];
        int? mean = percents.Length == 0 ? null : (int)percents.Average();
        listener?.Report(new SunoWaitProgress(_total, _succeeded, _failed, _notFound, mean, _faultOfRound));
    }

    private SunoApiException TimedOut(SunoTask? task)
    {
        string state = task is not null
            ? $"its last status was {task.Status}{(task.Progress is { } percent ? $" ({percent}%)" : "")}"
            : _lastFault is null ? "it was not found yet" : $"the last poll failed: {_lastFault}";
        return new SunoApiException(
            SunoErrorKind.Timeout,
            $"The task did not complete within {options.Timeout!.Value.TotalSeconds:0} s; {state}",
            Remedy.WaitLonger);
    }

    private sealed class State
    {
        public SunoTask? LastSeen { get; set; }

        public int HopelessRounds { get; set; }
    }
}
