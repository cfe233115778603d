namespace SunoPS.Gateway;

/// <summary>What can go wrong with an answer.</summary>
public enum FaultKind
{
    /// <summary>The connection is reset before the first byte of an answer.</summary>
    ResetBeforeHeaders,

    /// <summary>The connection is closed in order before the first byte of an answer.</summary>
    CloseBeforeHeaders,

    /// <summary>Nothing is answered, and the connection stays open until the client gives up.</summary>
    HangBeforeHeaders,

    /// <summary>The connection is reset half-way through the body.</summary>
    ResetInBody,

    /// <summary>Half of the body comes, then nothing more until the client gives up.</summary>
    HangInBody,

    /// <summary>The body comes a byte now and then.</summary>
    Dribble,

    /// <summary>The connection is closed half-way through a body that has a <c>Content-Length</c>.</summary>
    CutWithLength,

    /// <summary>The connection is closed half-way through a body in chunks, before the last one.</summary>
    CutChunked,

    /// <summary>The connection is closed half-way through a body that only the end of its connection bounds.</summary>
    CutUnframed,

    /// <summary>
    /// An answer with a status: <see cref="GatewayFault.Status"/>, <see cref="GatewayFault.IsHtml"/>,
    /// <see cref="GatewayFault.RetryAfterSec"/>.
    /// </summary>
    Status,

    /// <summary>Status 200 and nothing else.</summary>
    EmptyBody,

    /// <summary>What is answered is no HTTP.</summary>
    NoHttp,

    /// <summary>Headers that have no end.</summary>
    EndlessHeaders,

    /// <summary>A body that is said to be gzip, and is not.</summary>
    WrongGzip,

    /// <summary>A gzip that breaks off, in an answer that is whole.</summary>
    TruncatedGzip,

    /// <summary>A small gzip that grows to <see cref="GatewayFault.MiB"/>.</summary>
    Bomb,

    /// <summary>A body that has no end.</summary>
    EndlessBody,

    /// <summary>A body whose <c>Content-Length</c> says a tebibyte, and which goes on until then.</summary>
    HugeBody,

    /// <summary>A redirect to <see cref="GatewayFault.Location"/>, by status 307.</summary>
    Redirect,

    /// <summary>The tasks of a batch the other way round.</summary>
    WrongOrder,

    /// <summary>Every task twice.</summary>
    DoubledTasks,

    /// <summary>Tasks that nobody asked for, before and behind those asked for.</summary>
    ForeignTasks,

    /// <summary>Tasks that nobody asked for, in place of those asked for.</summary>
    OnlyForeignTasks,

    /// <summary>A status line that is none, with the value of <c>Authorization</c> in it.</summary>
    BadStatusLine,

    /// <summary>A header line that is none: the value of <c>Authorization</c>.</summary>
    BadHeader,

    /// <summary>A body in chunks, the first of which has the value of <c>Authorization</c> for its length.</summary>
    BadChunk,

    /// <summary>
    /// The value of <c>Authorization</c> percent-encoded in the address of a redirect to another host, in lower case.
    /// </summary>
    RedirectWithKey,

    /// <summary>
    /// An envelope with <see cref="GatewayFault.Count"/> empty <c>data</c> before the one that counts.
    /// </summary>
    RepeatedData,

    /// <summary>Tasks and clips in which an unknown member comes <see cref="GatewayFault.Count"/> times.</summary>
    RepeatedMembers,

    /// <summary>
    /// The key, and every character that a terminal obeys, in every text of an answer but the ids of its tasks.
    /// </summary>
    UnsafeText,

    /// <summary>The same in every place of an error: message, code and id of the request.</summary>
    UnsafeError,

    /// <summary>
    /// The connection is reset before the TLS handshake; by count alone, and only where the gateway speaks TLS.
    /// </summary>
    ResetInHandshake,
}
