namespace SunoPS.Gateway;

/// <summary>A request that a fault strikes.</summary>
internal sealed record FaultStrike(GatewayRequest Request, GatewayFault Fault, ProtocolHandler Protocol)
{
    /// <summary>Canceled when the client disconnects.</summary>
    public CancellationToken ClientGone => Request.Context.RequestAborted;

    /// <summary>The value of <c>Authorization</c>.</summary>
    public string Key => Request.Context.Request.Headers.Authorization.ToString();

    private Task<CapturedAnswer>? _captured;

    /// <summary>Returns the response that the dialect would have sent. Processes the request only once.</summary>
    public Task<CapturedAnswer> CaptureAsync() => _captured ??= CapturedAnswer.OfAsync(Request, Protocol);

    /// <summary>Opens the connection below the web server.</summary>
    public RawConnection OpenRaw() => RawConnection.Of(Request.Context);

    /// <summary>Waits until the client disconnects.</summary>
    /// <exception cref="OperationCanceledException">The client has disconnected.</exception>
    public Task HangAsync() => Task.Delay(Timeout.Infinite, ClientGone);
}
