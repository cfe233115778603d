namespace SunoPS.Gateway;

/// <summary>
/// One thing that may happen to a request before its dialect answers it. Concerns are asked in order; the first that
/// has answered, or has spoilt the connection in a way of its own, ends the request.
/// </summary>
internal interface IRequestConcern
{
    /// <summary>Gives true if nothing remains to be done for the request, false to pass it on.</summary>
    ValueTask<bool> TryAnswerAsync(GatewayRequest request);
}
