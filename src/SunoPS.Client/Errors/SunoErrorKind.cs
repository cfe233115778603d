namespace SunoPS;

/// <summary>
/// What kind of thing went wrong. In PowerShell the name is the beginning of <c>FullyQualifiedErrorId</c>.
/// </summary>
public enum SunoErrorKind
{
    /// <summary>There is no connection to work with.</summary>
    NotConnected,

    /// <summary>Something given by the caller cannot be sent.</summary>
    InvalidArgument,

    /// <summary>The gateway knows no such task, or it belongs to another account.</summary>
    TaskNotFound,

    /// <summary>The gateway refused the key (401).</summary>
    Unauthorized,

    /// <summary>The key is good, but not for this (403).</summary>
    Forbidden,

    /// <summary>The account has no quota or credit left.</summary>
    QuotaExceeded,

    /// <summary>Too many requests (429).</summary>
    RateLimited,

    /// <summary>The gateway answered that something failed on its side, or under a path it does not have.</summary>
    GatewayError,

    /// <summary>No whole answer within the time allowed.</summary>
    Timeout,

    /// <summary>The gateway could not be reached, or the connection to it broke.</summary>
    ConnectionFailed,

    /// <summary>The gateway's answer could not be read.</summary>
    InvalidResponse,

    /// <summary>Nobody knows whether the gateway took a submission: look there before sending it again.</summary>
    SubmissionUnknown,

    /// <summary>A clip has no such media, or its media host does not have the file (any more).</summary>
    MediaNotFound,

    /// <summary>A clip is still being made, so that its media is not whole yet.</summary>
    MediaNotReady,

    /// <summary>A file or folder on this machine could not be written.</summary>
    FileError,
}
