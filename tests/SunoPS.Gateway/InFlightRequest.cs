namespace SunoPS.Gateway;

/// <summary>One request's share of the number in flight; given back once, however often it is disposed.</summary>
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
