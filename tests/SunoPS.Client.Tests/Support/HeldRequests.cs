using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace SunoPS.Client.Tests;

/// <summary>Holds requests at the gateway until they are released.</summary>
internal sealed class HeldRequests
{
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _haveArrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<HttpRequest> _arrivals = Channel.CreateUnbounded<HttpRequest>();
    private readonly Channel<HttpRequest> _abandoned = Channel.CreateUnbounded<HttpRequest>();

    private int _awaited;

    /// <summary>Starts to hold requests.</summary>
    /// <param name="isHeld">The requests to hold; null for all.</param>
    /// <param name="othersWaitFor">Number of held requests that must arrive before others get a response.</param>
    public HeldRequests(LocalGateway gateway, Func<HttpRequest, bool>? isHeld = null, int othersWaitFor = 0)
    {
        _awaited = othersWaitFor;
        gateway.Respond = async context =>
        {
            await (isHeld?.Invoke(context.Request) == false ? AwaitOthersAsync(context) : HoldAsync(context));
            return false;
        };
    }

    /// <summary>Waits until a number of further requests have arrived.</summary>
    public Task ArrivedAsync(int count = 1) => ReadAsync(_arrivals, count);

    /// <summary>Waits until the client has canceled a number of further held requests.</summary>
    public Task AbandonedAsync(int count = 1) => ReadAsync(_abandoned, count);

    /// <summary>Releases all held requests, and holds no more.</summary>
    public void ReleaseAll() => _release.TrySetResult();

    private static async Task ReadAsync(Channel<HttpRequest> channel, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await channel.Reader.ReadAsync(TestContext.Current.CancellationToken);
        }
    }

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
