namespace SunoPS;

/// <summary>Saves media of clips in order, with a limit on the downloads in flight. Never sends a key.</summary>
/// <remarks>Not thread-safe. The downloads run on other threads.</remarks>
internal sealed class SunoMediaSaver(
    SunoMediaOptions options, IProgress<SunoRequestEvent>? listener = null, TimeProvider? time = null,
    CancellationToken cancellationToken = default)
    : IOrderedPipeline<SunoMediaPlan, SunoMediaResult>, IDisposable
{
    /// <summary>Maximum time for canceled downloads to close their files.</summary>
    private static readonly TimeSpan MaxCleanup = TimeSpan.FromSeconds(2);

    /// <summary>Maximum number of unread results: before, a slow file delays no downloads.</summary>
    private const int Capacity = 1_024;

    private readonly MediaPlanner _planner = new(options);
    private readonly MediaFileWriter _writer = new(
        options, time ?? TimeProvider.System, new RequestLog(listener, options.KeyMask));

    private readonly OrderedWindow<SunoMediaResult> _window = new(Capacity, cancellationToken);

    // Canceled downloads may release it later; without a wait handle it has nothing to dispose.
#pragma warning disable CA2213
    private readonly SemaphoreSlim _slots = new(options.Network.ThrottleLimit);
#pragma warning restore CA2213
    private int _files;
    private int _saved;
    private int _failed;

    public SunoMediaProgress Progress =>
        new(_files, Volatile.Read(ref _saved), Volatile.Read(ref _failed), _writer.Received);

    /// <summary>Plans the files of a clip, with distinct names; none for a clip that was planned before.</summary>
    public IReadOnlyList<SunoMediaPlan> Plan(MediaSource source) => [.. _planner.Plan(source)];

    public bool TryAdd(SunoMediaPlan plan)
    {
        if (!_window.HasRoom)
        {
            return false;
        }

        _files++;
        _window.Start(stop => SaveAsync(plan, stop));
        return true;
    }

    public bool TryRead(out SunoMediaResult result) => _window.TryRead(out result);

    public ValueTask<bool> WaitToReadAsync() => _window.WaitToReadAsync();

    public void Dispose()
    {
        _window.Dispose();
#pragma warning disable RS0030 // The caller may delete the folder next: no file may be open then.
        _window.Ended.Wait(MaxCleanup);
#pragma warning restore RS0030
        _writer.Dispose();
    }

    private async Task<SunoMediaResult> SaveAsync(SunoMediaPlan plan, CancellationToken stop)
    {
        try
        {
            SunoMediaResult result = plan.Error is { } fault ? throw fault
                : plan.ExistingPath is { } path ? new SunoMediaResult(plan, path, WasThere: true)
                : await WriteAsync(plan, stop).ConfigureAwait(false);
            Interlocked.Increment(ref _saved);
            return result;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Interlocked.Increment(ref _failed);
            SunoApiException error = exception as SunoApiException ?? MediaErrors.FromFile(exception, plan.Path);

            // Addresses and titles come from the gateway, which may include the key.
            return new SunoMediaResult(plan, Path: null, WasThere: false, error.Masked(options.KeyMask));
        }
    }

    private async Task<SunoMediaResult> WriteAsync(SunoMediaPlan plan, CancellationToken stop)
    {
        GatewayNetwork gateway = options.GatewayNetwork ?? plan.Clip.Task?.Network ?? GatewayNetwork.Unknown;

        // On the caller's thread, so that downloads start in the order of the plans.
        await _slots.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => _writer.SaveAsync(plan, gateway, stop), CancellationToken.None)
                .ConfigureAwait(false);
        }
        finally
        {
            _slots.Release();
        }
    }
}

/// <summary>Numbers of requested, complete and failed files, and of bytes received over the network.</summary>
internal readonly record struct SunoMediaProgress(int Files, int Saved, int Failed, long Bytes);
