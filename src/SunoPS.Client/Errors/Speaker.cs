namespace SunoPS;

/// <summary>The author of an error response, as far as its form shows it.</summary>
[Flags]
internal enum Speaker
{
    /// <summary>A web page, text or nothing: a proxy, or no gateway. Also JSON of another form.</summary>
    Stranger = 1,
    /// <summary>The part that checks keys, first: <c>{"error":{"type":"new_api_error"}}</c>.</summary>
    Relay = 2,
    /// <summary>A relay that crashed, at any point: <c>{"error":{"type":"new_api_panic"}}</c>.</summary>
    Panic = 4,
    /// <summary>The part that handles tasks, after a refund: <c>{"code":"…","message":"…"}</c>.</summary>
    Tasks = 8,
    /// <summary>The gateway's upstream, through the gateway.</summary>
    Upstream = 16,
    /// <summary>The gateway, whichever part.</summary>
    Gateway = Stranger | Relay | Panic | Tasks,
    /// <summary>A host of media.</summary>
    MediaHost = 32,
}
