namespace SunoPS;

/// <summary>Submits one by one while submissions still come in, with a bounded number under way; results come out in the same order.</summary>
/// <remarks>
/// For one thread. Everything that was added comes out as exactly one result. After the gateway has refused the key nothing more can be
/// added, but what is under way comes to its end: it may have been taken, and paid for.
/// </remarks>
public sealed class SunoSubmissionPipeline : IDisposable
{
    private readonly SunoClient _client;
    private readonly int _throttleLimit;
    private readonly CancellationTokenSource _cancellation;
    private readonly Queue<Task<SunoSubmissionResult>> _inFlight = new();
    private volatile bool _isKeyRefused;

    internal SunoSubmissionPipeline(SunoClient client, int? throttleLimit, CancellationToken cancellationToken)
    {
        _client = client;
        _throttleLimit = ConnectionRules.CheckThrottleLimit(throttleLimit ?? client.Connection.ThrottleLimit);
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>True where the gateway has refused the key (401, 403): nothing more is sent.</summary>
    public bool IsKeyRefused => _isKeyRefused;

    /// <summary>Sends a submission.</summary>
    /// <param name="submission">What to make. One that cannot be sent comes out as an error in its place.</param>
    /// <returns>False where as many are under way as may be, so that a result is to be read first; and where the key was refused.</returns>
    public bool TryAdd(SunoSubmission submission)
    {
        ArgumentNullException.ThrowIfNull(submission);
        if (_isKeyRefused || _inFlight.Count >= _throttleLimit)
        {
            return false;
        }

        _inFlight.Enqueue(SubmitAsync(submission, _cancellation.Token));
        return true;
    }

    /// <summary>Gives the next result if it is there already.</summary>
    /// <param name="result">The result.</param>
    /// <returns>False where the next result is still to come, or none is due.</returns>
    public bool TryRead(out SunoSubmissionResult result)
    {
        if (!_inFlight.TryPeek(out Task<SunoSubmissionResult>? next) || !next.IsCompleted)
        {
            result = default;
            return false;
        }

        result = next.ResultNow();
        _inFlight.Dequeue();
        return true;
    }

    /// <summary>Waits until the next result is there.</summary>
    /// <returns>False where no result is due any more.</returns>
    /// <exception cref="OperationCanceledException">The pipeline was cancelled.</exception>
    public async ValueTask<bool> WaitToReadAsync()
    {
        if (!_inFlight.TryPeek(out Task<SunoSubmissionResult>? next))
        {
            return false;
        }

        await next.WaitAsync(_cancellation.Token).ConfigureAwait(false);
        return true;
    }

    /// <summary>Gives up what is still under way; the gateway may have taken it.</summary>
    public void Dispose()
    {
        _cancellation.Cancel();
        _cancellation.Dispose();
        _inFlight.Clear();
    }

    private async Task<SunoSubmissionResult> SubmitAsync(SunoSubmission submission, CancellationToken cancellationToken)
    {
        try
        {
            return new SunoSubmissionResult(submission, await _client.SubmitAsync(submission, cancellationToken).ConfigureAwait(false));
        }
        catch (SunoApiException error)
        {
            _isKeyRefused |= error.IsKeyRefused;
            return new SunoSubmissionResult(submission, error);
        }
    }
}
