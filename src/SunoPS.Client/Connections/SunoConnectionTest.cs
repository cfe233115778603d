namespace SunoPS;

/// <summary>The result of one test request, which costs nothing.</summary>
public sealed class SunoConnectionTest
{
    internal SunoConnectionTest()
    {
    }

    /// <summary>The gateway's name, or its host.</summary>
    public string Gateway { get; internal init; } = "";

    /// <summary>The base address that was asked.</summary>
    public Uri? BaseUri { get; internal init; }

    /// <summary>True if address and key are right: tasks can be fetched.</summary>
    public bool IsSuccess => IsReachable && IsAuthorized == true;

    /// <summary>True if the gateway answered, whatever it said.</summary>
    public bool IsReachable { get; internal init; }

    /// <summary>
    /// True if the gateway took the key, false if it refused it; null if its answer does not tell.
    /// </summary>
    public bool? IsAuthorized { get; internal init; }

    /// <summary>The time from request to answer; null if none came.</summary>
    public TimeSpan? Latency { get; internal init; }

    /// <summary>The result as text, with advice on failure.</summary>
    public string Reason { get; internal init; } = "";
}
