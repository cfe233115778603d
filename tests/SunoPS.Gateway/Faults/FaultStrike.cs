namespace SunoPS.Gateway;

/// <summary>A request that is struck by a fault.</summary>
internal sealed record FaultStrike(GatewayRequest Request, GatewayFault Fault, ProtocolHandler Protocol)
{
    /// <summary>Cancelled when the client has gone.</summary>
    public CancellationToken ClientGone => Request.Context.RequestAborted;

    private Task<CapturedAnswer>? _captured;

    /// <summary>
    /// What the dialect would have answered. It does once what the answer says, however often it is asked.
    /// </summary>
    public Task<CapturedAnswer> CaptureAsync() => _captured ??= CapturedAnswer.OfAsync(Request, Protocol);

    /// <summary>The connection below the server.</summary>
    public RawConnection OpenRaw() => RawConnection.Of(Request.Context);

    /// <summary>Waits until the client has gone.</summary>
    /// <exception cref="OperationCanceledException">The client has gone.</exception>
    public Task HangAsync() => Task.Delay(Timeout.Infinite, ClientGone);
}
