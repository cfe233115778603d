namespace SunoPS;

/// <summary>
/// Saves media of clips: accepts clips one by one and returns files in the same order, with a limit on the downloads in
/// flight. Needs no connection to a gateway, and sends no key.
/// </summary>
/// <remarks>Not thread-safe. The downloads run on other threads.</remarks>
public sealed class SunoMediaSaver : IOrderedPipeline<SunoMediaPlan, SunoMediaResult>, IDisposable
{
    /// <summary>Maximum time for canceled downloads to close their files.</summary>
    private static readonly TimeSpan MaxCleanup = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Maximum number of unread results: a slow file delays results, but no downloads before that many.
    /// </summary>
    private const int Capacity = 1_024;

    private readonly MediaPlanner _planner;
    private readonly SunoMediaOptions _options;
    private readonly Func<SunoClip, GatewayNetwork> _networkOf;
    private readonly RequestLog _log;
    private readonly MediaFileWriter _writer;

    /// <summary>Connections to a host that one gateway allows are not used for another.</summary>
    private readonly Dictionary<GatewayNetwork, MediaTransport> _transports = [];

    private readonly OrderedWindow<SunoMediaResult> _window;

    // Canceled downloads may release it later; without a wait handle it has nothing to dispose.
#pragma warning disable CA2213
    private readonly SemaphoreSlim _slots;
#pragma warning restore CA2213
    private int _files;
    private int _saved;
    private int _failed;
    private long _bytes;

    /// <summary>Creates a saver. Nothing is sent or written.</summary>
    /// <param name="options">The kinds of media, the folder and the names.</param>
    /// <param name="listener">Receives the steps of each request, on any thread; null for none.</param>
    /// <param name="cancellationToken">Cancels the downloads in flight.</param>
    /// <exception cref="SunoApiException">
    /// An option is invalid (<see cref="SunoErrorKind.InvalidArgument"/>).
    /// </exception>
    public SunoMediaSaver(
        SunoMediaOptions options,
        IProgress<SunoRequestEvent>? listener = null,
        CancellationToken cancellationToken = default)
        : this(options, listener, TimeProvider.System, cancellationToken)
    {
    }

    internal SunoMediaSaver(
        SunoMediaOptions options,
        IProgress<SunoRequestEvent>? listener,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options = options with { Network = ConnectionRules.CheckOptions(options.Network) };
        var gateway = new GatewayNetwork(options.GatewayUri);
        _networkOf = options.NetworkOf ?? (_ => gateway);
        _log = new RequestLog(listener, options.KeyMask);
        _planner = new MediaPlanner(options);
        _writer = new MediaFileWriter(options, count => Interlocked.Add(ref _bytes, count), time, _log);
        _slots = new SemaphoreSlim(options.Network.ThrottleLimit);
        _window = new OrderedWindow<SunoMediaResult>(Capacity, cancellationToken);
    }

    /// <summary>The number of files and bytes so far.</summary>
    public SunoMediaProgress Progress =>
        new(_files, Volatile.Read(ref _saved), Volatile.Read(ref _failed), Interlocked.Read(ref _bytes));

    /// <summary>Plans the files of a clip, and reserves distinct names for them. Sends and writes nothing.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="target">The target object of errors; null for the clip itself.</param>
    /// <param name="columns">The columns of the user, by name, for file names; null for none.</param>
    /// <returns>One plan for each file; none for a clip that was planned before.</returns>
    /// <exception cref="SunoApiException">
    /// The name template has an unknown field or an unfit format (<see cref="SunoErrorKind.InvalidArgument"/>).
    /// </exception>
    public IReadOnlyList<SunoMediaPlan> Plan(
        SunoClip clip, object? target = null, IReadOnlyDictionary<string, object?>? columns = null)
    {
        ArgumentNullException.ThrowIfNull(clip);
        return [.. _planner.Plan(new MediaSource(clip, target ?? clip, columns ?? MediaSource.NoColumns))];
    }

    /// <summary>Plans the file of lyrics if the options include lyrics. Sends and writes nothing.</summary>
    /// <param name="lyrics">The result of a lyrics task.</param>
    /// <param name="target">The target object of errors; null for the lyrics themselves.</param>
    /// <param name="columns">The columns of the user, by name, for file names; null for none.</param>
    /// <returns>One plan; none for lyrics that were planned before, or if the options exclude lyrics.</returns>
    /// <exception cref="SunoApiException">
    /// The name template has an unknown field or an unfit format (<see cref="SunoErrorKind.InvalidArgument"/>).
    /// </exception>
    public IReadOnlyList<SunoMediaPlan> Plan(
        SunoLyrics lyrics, object? target = null, IReadOnlyDictionary<string, object?>? columns = null)
    {
        ArgumentNullException.ThrowIfNull(lyrics);
        return [.. _planner.Plan(lyrics, target ?? lyrics, columns ?? MediaSource.NoColumns)];
    }

    /// <summary>Starts to execute a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>
    /// False if too many results are unread: read one, then add the plan again.
    /// </returns>
    public bool TryAdd(SunoMediaPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (!_window.HasRoom)
        {
            return false;
        }

        _files++;
        _window.Start(cancellationToken =>
            plan.Error is { } error ? Task.FromResult(Failed(plan, error))
            : plan.ExistingPath is { } path ? Task.FromResult(Saved(new SunoMediaResult(plan, path, wasThere: true)))
            : SaveAsync(plan, TransportOf(plan.Clip), cancellationToken));
        return true;
    }

    /// <summary>Returns the next result if it is available.</summary>
    /// <param name="result">The result.</param>
    /// <returns>False if the next result is not available yet, or none is due.</returns>
    public bool TryRead(out SunoMediaResult result) => _window.TryRead(out result);

    /// <summary>Waits for the next result.</summary>
    /// <returns>False if no result is due.</returns>
    /// <exception cref="OperationCanceledException">The saver was canceled.</exception>
    public ValueTask<bool> WaitToReadAsync() => _window.WaitToReadAsync();

    /// <summary>Cancels the downloads in flight.</summary>
    public void Dispose()
    {
        _window.Dispose();
#pragma warning disable RS0030 // The caller may delete the folder next: no file may be open then.
        _window.Ended.Wait(MaxCleanup);
#pragma warning restore RS0030
        foreach (MediaTransport transport in _transports.Values)
        {
            transport.Dispose();
        }
    }

    private MediaTransport TransportOf(SunoClip clip)
    {
        GatewayNetwork gateway = _networkOf(clip);
        if (!_transports.TryGetValue(gateway, out MediaTransport? transport))
        {
            _transports.Add(gateway, transport = new MediaTransport(_options, gateway, _log));
        }

        return transport;
    }

    private async Task<SunoMediaResult> SaveAsync(
        SunoMediaPlan plan, MediaTransport transport, CancellationToken cancellationToken)
    {
        // On the caller's thread, so that downloads start in the order of the plans.
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return Saved(await Task
                .Run(() => _writer.SaveAsync(plan, transport, cancellationToken), CancellationToken.None)
                .ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Failed(plan, exception as SunoApiException ?? MediaErrors.FromFile(exception, plan.Path));
        }
        finally
        {
            _slots.Release();
        }
    }

    private SunoMediaResult Saved(SunoMediaResult result)
    {
        Interlocked.Increment(ref _saved);
        return result;
    }

    /// <summary>
    /// Masks the key in an error: addresses and titles come from the gateway, which may include it.
    /// </summary>
    private SunoMediaResult Failed(SunoMediaPlan plan, SunoApiException error)
    {
        Interlocked.Increment(ref _failed);
        return new SunoMediaResult(plan, path: null, wasThere: false, error.Masked(_options.KeyMask));
    }
}
