using Microsoft.AspNetCore.Http;

namespace SunoPS.Gateway;

/// <summary>Control requests go to their endpoints; all others to the log, the steps, and the protocol.</summary>
internal sealed class GatewayPipeline(
    RequestLog log, ControlEndpoints control, IReadOnlyList<Func<GatewayRequest, ValueTask<bool>>> steps,
    ProtocolHandler protocol)
{
    public async Task HandleAsync(HttpContext context)
    {
        RequestTarget target = RequestTarget.Of(context);
        if (ControlEndpoints.Serves(target.Path))
        {
            await control.AnswerAsync(context, target.Path);
            return;
        }

        using InFlightRequest inFlight = log.Enter();
        context.Response.OnStarting(Leave, inFlight);
        GatewayRequest request = await GatewayRequest.ReadAsync(context, target);
        RequestId.Assign(context.Response, request.Dialect);
        log.Record(request);
        try
        {
            await AnswerAsync(request);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has disconnected.
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            // There is no log on disk, so the response contains the reason.
            context.Response.Clear();
            RequestId.Assign(context.Response, request.Dialect);
            await TextAnswer.SendAsync(
                context.Response, StatusCodes.Status500InternalServerError, exception.ToString());
        }
    }

    // The request must not count any more when its client has the response and sends the next request.
    private static Task Leave(object inFlight)
    {
        ((InFlightRequest)inFlight).Dispose();
        return Task.CompletedTask;
    }

    private async ValueTask AnswerAsync(GatewayRequest request)
    {
        foreach (Func<GatewayRequest, ValueTask<bool>> step in steps)
        {
            if (await step(request))
            {
                return;
            }
        }

        await protocol.AnswerAsync(request);
    }
}
