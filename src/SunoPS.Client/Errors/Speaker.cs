namespace SunoPS;

/// <summary>The author of an error response, as far as its form shows it.</summary>
[Flags]
internal enum Speaker
{
    /// <summary>A web page, text or nothing: a proxy, or no gateway. Also JSON of another form.</summary>
    Stranger = 1,

    /// <summary>The part of a relay that checks keys: <c>{"error":{"type":"new_api_error"}}</c>.</summary>
    Relay = 2,

    /// <summary>The part of a gateway that handles tasks: <c>{"code":"…","message":"…"}</c>.</summary>
    Tasks = 4,

    /// <summary>Any part of a gateway.</summary>
    Gateway = Stranger | Relay | Tasks,

    /// <summary>A host of media.</summary>
    MediaHost = 8,
}
