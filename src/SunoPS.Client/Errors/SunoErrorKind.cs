namespace SunoPS;

/// <summary>The kind of an error. In PowerShell, <c>FullyQualifiedErrorId</c> begins with its name.</summary>
public enum SunoErrorKind
{
    /// <summary>The session is not connected to a gateway.</summary>
    NotConnected,
    /// <summary>An argument is invalid, and nothing was sent.</summary>
    InvalidArgument,
    /// <summary>The gateway does not know the task, or it belongs to another account.</summary>
    TaskNotFound,
    /// <summary>The gateway rejected the API key (401).</summary>
    Unauthorized,
    /// <summary>The API key is valid, but does not permit the request (403).</summary>
    Forbidden,
    /// <summary>The account has no quota or credit left.</summary>
    QuotaExceeded,
    /// <summary>Too many requests (429).</summary>
    RateLimited,
    /// <summary>The gateway returned an error, or does not have the path.</summary>
    GatewayError,
    /// <summary>No complete response was received within the time limit.</summary>
    Timeout,
    /// <summary>The gateway could not be reached, or the connection was lost.</summary>
    ConnectionFailed,
    /// <summary>The gateway's response is not valid.</summary>
    InvalidResponse,
    /// <summary>The gateway may have accepted a submission, whose response was lost. Check the gateway first.</summary>
    SubmissionUnknown,
    /// <summary>The clip does not have such media, or its host does not have the file (any more).</summary>
    MediaNotFound,
    /// <summary>The clip is still being generated, so its media is not complete yet.</summary>
    MediaNotReady,
    /// <summary>A file or folder on this machine could not be read or written.</summary>
    FileError,
}
