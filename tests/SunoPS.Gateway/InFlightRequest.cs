namespace SunoPS.Gateway;

/// <summary>Counts one request as in flight until it is disposed.</summary>
internal sealed class InFlightRequest(RequestLog log) : IDisposable
{
    private int _left;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _left, 1) == 0)
        {
            log.Leave();
        }
    }
}
