namespace SunoPS.Gateway;

/// <summary>
/// A step before the dialect responds to a request. Concerns run in order; the first that has responded, or has ended
/// the connection, ends the request.
/// </summary>
internal interface IRequestConcern
{
    /// <summary>Returns true if the request is finished, false to pass it on.</summary>
    ValueTask<bool> TryAnswerAsync(GatewayRequest request);
}
