namespace SunoPS.Gateway;

/// <summary>The requests to a gateway, and their concurrency. Thread-safe.</summary>
public sealed class RequestLog
{
    private readonly object _lock = new();
    private readonly List<LoggedRequest> _entries = [];
    private readonly bool _keepEntries;
    private long _requests;
    private int _inFlight;
    private int _maxInFlight;

    internal RequestLog(bool keepEntries) => _keepEntries = keepEntries;

    /// <summary>The requests so far, in the order of arrival; a copy. Empty when the log is not kept.</summary>
    public IReadOnlyList<LoggedRequest> Entries
    {
        get
        {
            lock (_lock)
            {
                return _entries.ToArray();
            }
        }
    }

    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Number of requests that wait for their response.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>
    /// Maximum number of requests that have waited at once. Never more than the client had in flight: a request stops
    /// waiting before the first byte of its response is sent.
    /// </summary>
    public int MaxInFlight => Volatile.Read(ref _maxInFlight);

    /// <summary>Clears the entries and the counts; waiting requests still count as in flight.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _entries.Clear();
            _requests = 0;
            _maxInFlight = _inFlight;
        }
    }

    internal InFlightRequest Enter()
    {
        lock (_lock)
        {
            _inFlight++;
            _maxInFlight = Math.Max(_maxInFlight, _inFlight);
        }

        return new InFlightRequest(this);
    }

    internal void Leave()
    {
        lock (_lock)
        {
            _inFlight--;
        }
    }

    internal void Record(GatewayRequest request)
    {
        Dictionary<string, string>? headers = _keepEntries ? request.CopyHeaders() : null;
        lock (_lock)
        {
            _requests++;
            if (headers is not null)
            {
                _entries.Add(new LoggedRequest
                {
                    Number = _requests,
                    Dialect = request.Dialect,
                    Protocol = request.Context.Request.Protocol,
                    Method = request.Method,
                    RawTarget = request.RawTarget,
                    Headers = headers,
                    Body = request.BodyText,
                });
            }
        }
    }
}
