using System.Net;
using System.Runtime.CompilerServices;

namespace SunoPS;

/// <summary>Waits for tasks: polls all unfinished ones in rounds, and returns each as it completes.</summary>
/// <remarks>Not an <see cref="OrderedWindow{T}"/>: in a round, a slow batch does not delay the others.</remarks>
internal sealed class TaskWaiter(
    SunoClient client, SunoWaitOptions options, TimeProvider time, IProgress<SunoWaitProgress>? listener)
{
    /// <summary>Consecutive polls with a permanent error after which the wait for a task ends.</summary>
    private const int MostHopelessRounds = 3;

    /// <summary>The longest delay that the timers of all runtimes support, 24 days; no wait is longer.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <summary>The time before the limit at which tasks are polled once more.</summary>
    private static readonly TimeSpan LastPoll = TimeSpan.FromSeconds(1);

    private readonly long _start = time.GetTimestamp();
    private readonly TimeSpan? _limit = options.Timeout is { } limit ? Earlier(limit, LongestTimer) : null;
    private readonly Dictionary<SunoTaskReference, (SunoTask? LastSeen, int HopelessRounds)> _unfinished = [];
    private int _succeeded;
    private int _failed;
    private int _notFound;
    private string? _faultOfRound;
    private string? _lastFault;
    private TimeSpan _askedToWait;

    /// <summary>The remaining time, never negative; null without a limit.</summary>
    private TimeSpan? TimeLeft =>
        _limit is { } limit ? limit - Earlier(limit, time.GetElapsedTime(_start)) : null;

    public async IAsyncEnumerable<SunoTaskResult> WaitAsync(
        IEnumerable<SunoTaskReference> references, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new DistinctTasks();
        foreach (SunoTaskReference reference in references
            .Where(reference => seen.Add(client.FetcherOf(reference), reference)))
        {
            _unfinished.Add(reference, default);
        }

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

            // After twelve rounds, the interval grows by a tenth each time, up to six times.
            TimeSpan interval = Earlier(options.PollingInterval, LongestTimer)
                * Math.Min(6, Math.Pow(1.1, Math.Max(0, round - 12)));
            TimeSpan wait = interval > _askedToWait ? interval : _askedToWait;
            if (wait >= left && _askedToWait < left - LastPoll)
            {
                wait = left.Value - LastPoll;
            }

            await Task.Delay(Earlier(wait, left ?? LongestTimer), time, cancellationToken).ConfigureAwait(false);
            if (_askedToWait > left)
            {
                // The gateway requested a wait beyond the time limit.
                break;
            }
        }

        foreach ((SunoTaskReference reference, (SunoTask? lastSeen, _)) in _unfinished)
        {
            yield return new SunoTaskResult(reference, Task: null, TimedOut(lastSeen));
        }
    }

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>Polls once: returns completed and permanently failed tasks. Ends at the time limit.</summary>
    private async IAsyncEnumerable<SunoTaskResult> PollAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _faultOfRound = null;
        _askedToWait = TimeSpan.Zero;
        using CancellationTokenSource timeout =
            time.CreateCancellationTokenSource(TimeLeft ?? Timeout.InfiniteTimeSpan);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        IEnumerable<Task<SunoTaskResult[]>> requests =
            from reference in _unfinished.Keys
            let fetcher = client.FetcherOf(reference)
            group reference by (fetcher, Action: options.Action ?? fetcher.Connection.ActionFor(reference.Action))
            into alike
            from batch in alike.Chunk(alike.Key.fetcher.BatchSize(oneByOne: false))
            select alike.Key.fetcher.FetchAsync(batch, alike.Key.Action, oneByOne: false, either.Token);

        // Each is sent when it is enumerated.
        using IEnumerator<Task<SunoTaskResult[]>> waiting = requests.GetEnumerator();
        var running = new List<Task<SunoTaskResult[]>>();
        try
        {
            while (true)
            {
                while (running.Count < client.Connection.ThrottleLimit && !either.IsCancellationRequested
                    && waiting.MoveNext())
                {
                    running.Add(waiting.Current);
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
        if (result.Task is { IsCompleted: false })
        {
            _unfinished[result.Reference] = (result.Task, 0);
            return false;
        }

        if (result.Error is { } error && !IsFinal(error, result.Reference))
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
    private bool IsFinal(SunoApiException error, SunoTaskReference reference)
    {
        (SunoTask? lastSeen, int rounds) = _unfinished[reference];
        bool isNotFound = error.Kind == SunoErrorKind.TaskNotFound;
        if (isNotFound && lastSeen is null)
        {
            return !client.FetcherOf(reference).Connection.IsNew(reference.TaskId, time);
        }

        // A gateway can omit a task that it knows for a while.
        rounds = isNotFound || IsHopeless(error) ? rounds + 1 : 0;
        _unfinished[reference] = (lastSeen, rounds);
        if (error.IsKeyRefused || error.Kind is SunoErrorKind.InvalidArgument or SunoErrorKind.QuotaExceeded
            || rounds == MostHopelessRounds)
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

    /// <summary>True if the address responds, but not like a gateway: 403, 404, a web page, or not HTTP.</summary>
    private static bool IsHopeless(SunoApiException error) => error switch
    {
        { IsTransient: true } => false,
        { StatusCode: >= HttpStatusCode.InternalServerError and not HttpStatusCode.NotImplemented } => false,
        { Kind: SunoErrorKind.InvalidResponse or SunoErrorKind.ConnectionFailed or SunoErrorKind.Forbidden } => true,
        { Kind: SunoErrorKind.GatewayError, StatusCode: not HttpStatusCode.OK } => true,
        _ => false,
    };

    private void Report()
    {
        double? mean = _unfinished.Values.Average(static state => state.LastSeen?.Progress);
        int total = _succeeded + _failed + _notFound + _unfinished.Count;
        listener?.Report(new SunoWaitProgress(total, _succeeded, _failed, _notFound, (int?)mean, _faultOfRound));
    }

    private SunoApiException TimedOut(SunoTask? task)
    {
        string state = task is not null
            ? $"its last status was {task.Status}{(task.Progress is { } percent ? $" ({percent}%)" : "")}"
            : _lastFault is null ? "it was not found yet" : $"the last poll failed: {_lastFault}";
        return new SunoApiException(
            SunoErrorKind.Timeout,
            $"The task did not complete within {_limit!.Value.TotalSeconds:0} s; {state}",
            Remedy.WaitLonger);
    }
}
