using System.Diagnostics.CodeAnalysis;

namespace SunoPS;

/// <summary>
/// The one door to media: clips in one by one, files out in the same order, a bounded number of downloads in between. Needs no connection to a
/// gateway, and sends no key.
/// </summary>
/// <remarks>For one thread; the downloads are under way on others.</remarks>
public sealed class SunoMediaSaver : IDisposable
{
    /// <summary>How long what was given up may take to put its files in order.</summary>
    private static readonly TimeSpan LongestCleanup = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _cancellation;
    private readonly MediaPlanner _planner;
    private readonly MediaTransport _transport;
    private readonly MediaFileSaver _saver;
    private readonly int _throttleLimit;
    private readonly Queue<Task<SunoMediaResult>> _results = new();
    private readonly List<Task> _running = [];
    private int _files;
    private int _saved;
    private int _failed;
    private long _bytes;

    /// <summary>Makes a saver. Nothing is sent or written.</summary>
    /// <param name="options">What is saved, where and how.</param>
    /// <param name="listener">Hears of every request, on any thread; null for none.</param>
    /// <param name="cancellationToken">Ends everything that is under way.</param>
    /// <exception cref="SunoApiException">An option cannot be used (<see cref="SunoErrorKind.InvalidArgument"/>).</exception>
    public SunoMediaSaver(SunoMediaOptions options, IProgress<SunoRequestEvent>? listener = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        SunoConnectionOptions network = ConnectionRules.CheckOptions(options.Network);
        options = options with { Network = network };
        _throttleLimit = network.ThrottleLimit;
        _planner = new MediaPlanner(options);
        _transport = new MediaTransport(network, listener);
        _saver = new MediaFileSaver(_transport, options, count => Interlocked.Add(ref _bytes, count), listener);
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>How saving stands.</summary>
    public SunoMediaProgress Progress => new(_files, Volatile.Read(ref _saved), Volatile.Read(ref _failed), Interlocked.Read(ref _bytes));

    /// <summary>Says which files are to be made of a clip. Nothing is sent or written; names are taken, so that no two clips get the same.</summary>
    /// <param name="clip">The clip.</param>
    /// <returns>A plan for each file; none for a clip that was planned before.</returns>
    public IReadOnlyList<SunoMediaPlan> Plan(SunoMediaSource clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        return [.. _planner.Plan(clip)];
    }

    /// <summary>Begins to carry out a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>False where as many downloads are under way as may be: wait with <see cref="WaitToAddAsync"/>, then add the plan again.</returns>
    public bool TryAdd(SunoMediaPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (KnownResult(plan) is { } known)
        {
            _files++;
            _results.Enqueue(Task.FromResult(Counted(known)));
            return true;
        }

        _running.RemoveAll(static task => task.IsCompleted);
        if (_running.Count >= _throttleLimit)
        {
            return false;
        }

        _files++;
        Task<SunoMediaResult> task = Task.Run(() => SaveAsync(plan));
        _running.Add(task);
        _results.Enqueue(task);
        return true;
    }

    /// <summary>Gives the next result if it is there already.</summary>
    /// <param name="result">The result; null where there is none.</param>
    /// <returns>False where the next result is still to come, or none is due.</returns>
    public bool TryRead([NotNullWhen(true)] out SunoMediaResult? result)
    {
        bool isThere = _results.TryPeek(out Task<SunoMediaResult>? next) && next.IsCompleted;
        result = isThere ? _results.Dequeue().ResultNow() : null;
        return isThere;
    }

    /// <summary>Waits until another download may begin.</summary>
    /// <exception cref="OperationCanceledException">Saving was given up.</exception>
    /// <returns>True.</returns>
    public async ValueTask<bool> WaitToAddAsync()
    {
        if (_running.Count >= _throttleLimit)
        {
            await Task.WhenAny(_running).WaitAsync(_cancellation.Token).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Waits until the next result is there.</summary>
    /// <returns>False where no result is due any more.</returns>
    /// <exception cref="OperationCanceledException">Saving was given up.</exception>
    public async ValueTask<bool> WaitToReadAsync()
    {
        if (!_results.TryPeek(out Task<SunoMediaResult>? next))
        {
            return false;
        }

        await next.WaitAsync(_cancellation.Token).ConfigureAwait(false);
        return true;
    }

    /// <summary>Ends every download that is under way. What can be continued later stays as a hidden part; nothing else does.</summary>
    public void Dispose()
    {
        _cancellation.Cancel();
#pragma warning disable RS0030 // Whoever disposes this may delete the folder next: no file may be open then.
        Task.WhenAll(_running).ContinueWith(static _ => { }, TaskScheduler.Default).Wait(LongestCleanup);
#pragma warning restore RS0030
        _transport.Dispose();
        _cancellation.Dispose();
    }

    /// <summary>The result of a plan that leaves nothing to do; null for any other.</summary>
    private static SunoMediaResult? KnownResult(SunoMediaPlan plan) =>
        plan.Error is { } error ? new SunoMediaResult(plan, error)
        : plan.ExistingPath is { } path ? new SunoMediaResult(plan, path, wasThere: true)
        : null;

    private async Task<SunoMediaResult> SaveAsync(SunoMediaPlan plan) => Counted(await _saver.SaveAsync(plan, _cancellation.Token).ConfigureAwait(false));

    private SunoMediaResult Counted(SunoMediaResult result)
    {
        Interlocked.Increment(ref result.Error is null ? ref _saved : ref _failed);
        return result;
    }
}
