using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace SunoPS.Client.Tests;

/// <summary>Keeps requests waiting at the gateway until they are released; then they are answered as ever.</summary>
internal sealed class HeldRequests
{
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _haveArrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<HttpRequest> _arrivals = Channel.CreateUnbounded<HttpRequest>();
    private readonly Channel<HttpRequest> _abandoned = Channel.CreateUnbounded<HttpRequest>();

    private int _awaited;

    /// <summary>Begins to hold requests.</summary>
    /// <param name="gateway">Where.</param>
    /// <param name="isHeld">Which; null for all.</param>
    /// <param name="othersWaitFor">How many of these have to arrive before any other request is answered.</param>
    public HeldRequests(LocalGateway gateway, Func<HttpRequest, bool>? isHeld = null, int othersWaitFor = 0)
    {
        _awaited = othersWaitFor;
        gateway.Respond = async context =>
        {
            await (isHeld?.Invoke(context.Request) == false ? AwaitOthersAsync(context) : HoldAsync(context));
            return false;
        };
    }

    /// <summary>Waits until as many more have arrived.</summary>
    public async Task ArrivedAsync(int count = 1)
    {
        for (int i = 0; i < count; i++)
        {
            await _arrivals.Reader.ReadAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until as many more were given up by the client while they were held.</summary>
    public async Task AbandonedAsync(int count = 1)
    {
        for (int i = 0; i < count; i++)
        {
            await _abandoned.Reader.ReadAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Lets go of those that wait, and holds no more.</summary>
    public void ReleaseAll() => _release.TrySetResult();

    private Task AwaitOthersAsync(HttpContext context) =>
        Volatile.Read(ref _awaited) > 0 ? _haveArrived.Task.WaitAsync(context.RequestAborted) : Task.CompletedTask;

    private async Task HoldAsync(HttpContext context)
    {
        _arrivals.Writer.TryWrite(context.Request);
        if (Interlocked.Decrement(ref _awaited) == 0)
        {
            _haveArrived.TrySetResult();
        }

        try
        {
            await _release.Task.WaitAsync(context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            _abandoned.Writer.TryWrite(context.Request);
            throw;
        }
    }
}
