using System.Runtime.CompilerServices;

namespace SunoPS;

/// <summary>Waits for tasks: asks for all unfinished ones together, round by round, and gives each when it is done.</summary>
internal sealed class TaskWaiter(TaskFetcher fetcher, SunoWaitOptions options, TimeProvider time, IProgress<SunoWaitProgress>? listener)
{
    /// <summary>Rounds of asking before the interval begins to grow.</summary>
    private const int RoundsAtFirstInterval = 12;

    private const double IntervalGrowth = 1.1;

    /// <summary>The interval grows to this many times the first one.</summary>
    private const int MostIntervals = 6;

    private readonly long _start = time.GetTimestamp();
    private readonly HashSet<string> _unfinished = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SunoTask> _lastSeen = new(StringComparer.Ordinal);
    private int _total;
    private int _succeeded;
    private int _failed;
    private string? _faultOfRound;
    private string? _lastFault;
    private TimeSpan _askedToWait;

    /// <summary>What is left of the time allowed, never negative; null where there is no end.</summary>
    private TimeSpan? TimeLeft
    {
        get
        {
            TimeSpan? left = options.Timeout - time.GetElapsedTime(_start);
            return left < TimeSpan.Zero ? TimeSpan.Zero : left;
        }
    }

    public async IAsyncEnumerable<SunoTaskResult> WaitAsync(IEnumerable<string> taskIds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[] ids = taskIds.Distinct(StringComparer.Ordinal).ToArray();
        _unfinished.UnionWith(ids);
        _total = ids.Length;
        TimeSpan interval = options.PollingInterval;
        for (int round = 1; _unfinished.Count > 0; round++)
        {
            await foreach (SunoTaskResult result in PollAsync(TimeLeft, cancellationToken).ConfigureAwait(false))
            {
                yield return result;
                if (result.Error is { IsKeyRefused: true })
                {
                    yield break;
                }
            }

            Report();
            if (_unfinished.Count == 0)
            {
                yield break;
            }

            TimeSpan? left = TimeLeft;
            if (left == TimeSpan.Zero)
            {
                break;
            }

            if (round > RoundsAtFirstInterval)
            {
                interval = TimeSpan.FromTicks(Math.Min((interval * IntervalGrowth).Ticks, (options.PollingInterval * MostIntervals).Ticks));
            }

            TimeSpan wait = interval > _askedToWait ? interval : _askedToWait;
            await Task.Delay(left < wait ? left.Value : wait, time, cancellationToken).ConfigureAwait(false);
            if (_askedToWait > left)
            {
                // The gateway is not to be asked before the time allowed is over.
                break;
            }
        }

        foreach (string taskId in ids.Where(_unfinished.Contains))
        {
            yield return new SunoTaskResult(taskId, TimedOut(taskId));
        }
    }

    /// <summary>
    /// One round: gives what is done, or will never be, and keeps the rest. Batches come as they are answered, so that a slow one holds back no
    /// other; the round ends with the time allowed, whatever it waits for.
    /// </summary>
    private async IAsyncEnumerable<SunoTaskResult> PollAsync(TimeSpan? timeLeft, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _faultOfRound = null;
        _askedToWait = TimeSpan.Zero;
        using CancellationTokenSource timeout = time.CreateCancellationTokenSource(timeLeft ?? Timeout.InfiniteTimeSpan);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var waiting = new Queue<(string[] Ids, string? Action)>(_unfinished.GroupBy(ActionOf)
            .SelectMany(group => group.Chunk(fetcher.BatchSize(oneByOne: false)).Select(ids => (ids, group.Key))));
        var running = new List<Task<SunoTaskResult[]>>();
        while (true)
        {
            while (running.Count < fetcher.Connection.ThrottleLimit && !either.IsCancellationRequested && waiting.TryDequeue(out (string[] Ids, string? Action) batch))
            {
                running.Add(fetcher.FetchAsync(batch.Ids, batch.Action, oneByOne: false, either.Token));
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

    /// <summary>The action that a task is asked for with; null for the gateway's default.</summary>
    private string? ActionOf(string taskId) =>
        options.Action ?? fetcher.Connection.ActionFor(options.Actions is not null && options.Actions.TryGetValue(taskId, out string? known) ? known : null);

    /// <summary>Takes note of a result; true where no later round can bring another for its id.</summary>
    private bool IsLast(SunoTaskResult result)
    {
        if (result.Task is { IsCompleted: false })
        {
            _lastSeen[result.TaskId] = result.Task;
            return false;
        }

        if (result.Error is { } error && !IsFinal(error))
        {
            _faultOfRound = _lastFault = error.Message;
            _askedToWait = error.RetryAfter > _askedToWait ? error.RetryAfter.Value : _askedToWait;
            return false;
        }

        _ = result.Task is null or { Status: SunoTaskStatus.Failure } ? _failed++ : _succeeded++;
        _lastSeen.Remove(result.TaskId);
        _unfinished.Remove(result.TaskId);
        return true;
    }

    /// <summary>True for an error that another round cannot mend.</summary>
    private static bool IsFinal(SunoApiException error) =>
        error.IsKeyRefused || error.Kind is SunoErrorKind.TaskNotFound or SunoErrorKind.InvalidArgument or SunoErrorKind.QuotaExceeded;

    private void Report()
    {
        if (listener is null)
        {
            return;
        }

        double sum = 0;
        int telling = 0;
        foreach (SunoTask task in _lastSeen.Values)
        {
            if (task.Progress is { } percent)
            {
                sum += percent;
                telling++;
            }
        }

        var progress = new SunoWaitProgress(_total, _succeeded, _failed, telling == 0 ? null : (int)(sum / telling), null, _faultOfRound);
        double fraction = progress.Fraction;
        listener.Report(fraction is > 0.05 and < 1
            ? progress with { Remaining = time.GetElapsedTime(_start) * ((1 - fraction) / fraction) }
            : progress);
    }

    private SunoApiException TimedOut(string taskId)
    {
        string state = _lastSeen.TryGetValue(taskId, out SunoTask? task)
            ? $"its last state was {task.Status}{(task.Progress is { } percent ? $" ({percent}%)" : "")}"
            : _lastFault is null ? "it was not seen yet" : $"it was not seen yet: {_lastFault}";
        return new SunoApiException(
            SunoErrorKind.Timeout,
            $"Not done within {options.Timeout!.Value.TotalSeconds:0} s; {state}. Wait for it again, or longer with -TimeoutSec.");
    }
}
