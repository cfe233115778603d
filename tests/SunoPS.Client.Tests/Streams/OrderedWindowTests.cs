namespace SunoPS.Client.Tests.Streams;

public sealed class OrderedWindowTests : GatewayTests
{
    [Fact]
    public void A_failed_operation_throws_its_exception_once()
    {
        using var window = new OrderedWindow<int>(capacity: 2, Cancel);
        window.Start(_ => Task.FromException<int>(new NotSupportedException("No such thing.")));
        window.Start(_ => Task.FromResult(2));

        Assert.Equal("No such thing.", Assert.Throws<NotSupportedException>(() => window.TryRead(out _)).Message);
        Assert.True(window.TryRead(out int next));
        Assert.Equal(2, next);
    }

    [Fact]
    public void A_canceled_operation_throws_once_that_it_was_canceled()
    {
        using var window = new OrderedWindow<int>(capacity: 1, Cancel);
        window.Start(_ => Task.FromCanceled<int>(new CancellationToken(canceled: true)));

        Assert.ThrowsAny<OperationCanceledException>(() => window.TryRead(out _));
        Assert.False(window.TryRead(out _));
    }

    [Fact(Timeout = Deadlock)]
    public async Task Disposing_it_twice_cancels_the_operations()
    {
        var window = new OrderedWindow<int>(capacity: 1, Cancel);
        var canceled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        window.Start(async token =>
        {
            try
            {
                await Task.Delay(Timeout.Infinite, token);
                return 0;
            }
            finally
            {
                canceled.SetResult();
            }
        });

        window.Dispose();
        window.Dispose();

        await canceled.Task.WaitAsync(Cancel);
    }

    [Fact]
    public async Task Disposing_a_pipeline_or_a_saver_twice_is_allowed()
    {
        SunoClient client = Client();
        SunoTaskPipeline fetching = client.OpenPipeline(cancellationToken: Cancel);
        SunoSubmissionPipeline submitting = client.OpenSubmissionPipeline(cancellationToken: Cancel);
        var saving = new SunoMediaSaver(new SunoMediaOptions { Folder = "." }, cancellationToken: Cancel);
        Assert.True(fetching.TryAdd(TaskIds.Music(1)));
        fetching.CompleteAdding();
        Assert.True(await fetching.WaitToReadAsync());

        foreach (IDisposable disposable in new IDisposable[] { fetching, submitting, saving })
        {
            disposable.Dispose();
            disposable.Dispose();
        }
    }
}
