namespace SunoPS;

/// <summary>The result of one free test request.</summary>
public sealed class SunoConnectionTest
{
    internal SunoConnectionTest() { }

    /// <summary>The gateway's name, or its host.</summary>
    public string Gateway { get; internal init; } = "";

    /// <summary>The tested base address.</summary>
    public Uri? BaseUri { get; internal init; }

    /// <summary>True if address and key are valid, so that tasks can be fetched.</summary>
    public bool IsSuccess => IsReachable && IsAuthorized == true;

    /// <summary>True if the gateway responded.</summary>
    public bool IsReachable { get; internal init; }

    /// <summary>True if the gateway accepted the key for fetching; null if its response does not show it.</summary>
    public bool? IsAuthorized { get; internal init; }

    /// <summary>True if the gateway lists a model for music or lyrics; null if it lists no models.</summary>
    public bool? CanSubmit { get; internal init; }

    /// <summary>True if the gateway lets the key fetch tasks; null if its response does not show it.</summary>
    public bool? CanFetch { get; internal init; }

    /// <summary><c>new-api</c>, <c>one-hub</c> or <c>Suno-API</c>; null while responses do not show it.</summary>
    public string? Software { get; internal init; }

    /// <summary>The time from request to response; null if there was none.</summary>
    public TimeSpan? Latency { get; internal init; }

    /// <summary>The result as text.</summary>
    public string Reason { get; internal set; } = "";

    /// <summary>The error of the request; null for none.</summary>
    internal SunoApiException? Error { get; init; }
}
