namespace SunoPS;

/// <summary>An event of a request in flight.</summary>
internal readonly record struct SunoRequestEvent(SunoRequestEventKind Kind, string Message);

/// <summary>The kinds of events of a request.</summary>
internal enum SunoRequestEventKind
{
    /// <summary>The request is sent.</summary>
    Request,
    /// <summary>The response was read.</summary>
    Response,
    /// <summary>The request failed and will be retried.</summary>
    Retry,
    /// <summary>The gateway cannot be reached, not by a retry either, and the request will be retried.</summary>
    Unreachable,
    /// <summary>A property of the gateway was detected.</summary>
    Note,
    /// <summary>The journal of submissions could not be written.</summary>
    JournalFault,
}
