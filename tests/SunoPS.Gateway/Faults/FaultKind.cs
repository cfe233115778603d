namespace SunoPS.Gateway;

public enum FaultKind
{
    /// <summary>The connection is reset before the first byte of a response.</summary>
    ResetBeforeHeaders,
    /// <summary>The connection is closed normally before the first byte of a response.</summary>
    CloseBeforeHeaders,
    /// <summary>No response is sent, and the connection stays open until the client gives up.</summary>
    HangBeforeHeaders,
    /// <summary>The connection is reset half-way through the body.</summary>
    ResetInBody,
    /// <summary>Half of the body is sent, then nothing until the client gives up.</summary>
    HangInBody,
    /// <summary>The body is sent slowly, byte by byte.</summary>
    Dribble,
    /// <summary>The connection is closed half-way through a body that has a <c>Content-Length</c>.</summary>
    CutWithLength,
    /// <summary>The connection is closed half-way through a body in chunks, before the last one.</summary>
    CutChunked,
    /// <summary>The connection is closed half-way through a body without <c>Content-Length</c> and chunks.</summary>
    CutUnframed,
    /// <summary>A response with a status, as JSON or HTML, with or without <c>Retry-After</c>.</summary>
    Status,
    /// <summary>Status 200 without a body.</summary>
    EmptyBody,
    /// <summary>The response is not HTTP.</summary>
    NoHttp,
    /// <summary>Endless headers.</summary>
    EndlessHeaders,
    /// <summary>A body that is announced as gzip, but is not gzip.</summary>
    WrongGzip,
    /// <summary>Truncated gzip in a complete response.</summary>
    TruncatedGzip,
    /// <summary>A small gzip body that decompresses to <see cref="GatewayFault.MiB"/>.</summary>
    Bomb,
    /// <summary>An endless body.</summary>
    EndlessBody,
    /// <summary>An endless body with a <c>Content-Length</c> of one tebibyte.</summary>
    HugeBody,
    /// <summary>A redirect to <see cref="GatewayFault.Location"/> with status 307.</summary>
    Redirect,
    /// <summary>The tasks of a batch in reverse order.</summary>
    WrongOrder,
    /// <summary>Every task twice.</summary>
    DoubledTasks,
    /// <summary>Unrequested tasks before and after the requested ones.</summary>
    ForeignTasks,
    /// <summary>Unrequested tasks instead of the requested ones.</summary>
    OnlyForeignTasks,
    /// <summary>An invalid status line that contains the value of <c>Authorization</c>.</summary>
    BadStatusLine,
    /// <summary>An invalid header line: the value of <c>Authorization</c>.</summary>
    BadHeader,
    /// <summary>A chunked body with the value of <c>Authorization</c> as the length of the first chunk.</summary>
    BadChunk,
    /// <summary>A redirect to another host, with the percent-encoded key in its address.</summary>
    RedirectWithKey,
    /// <summary>An envelope with many empty <c>data</c> members before the real one.</summary>
    RepeatedData,
    /// <summary>Tasks and clips in which an unknown member is repeated.</summary>
    RepeatedMembers,
    /// <summary>The key and every character that a terminal interprets, in every text of a task.</summary>
    UnsafeText,
    /// <summary>The same in every text of an error: message, code and request id.</summary>
    UnsafeError,
    /// <summary>The connection is reset before the TLS handshake. Only by count.</summary>
    ResetInHandshake,
}
