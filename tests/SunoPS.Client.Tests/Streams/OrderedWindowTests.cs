namespace SunoPS.Client.Tests.Streams;

/// <summary>Operations that end without a result end the reading with their own exception.</summary>
public sealed class OrderedWindowTests : GatewayTests
{
    [Fact]
    public void A_failed_operation_throws_its_exception()
    {
        using var window = new OrderedWindow<int>(limit: 1, capacity: 1, Cancel);
        window.Start(_ => Task.FromException<int>(new NotSupportedException("No such thing.")));

        Assert.Equal("No such thing.", Assert.Throws<NotSupportedException>(() => window.TryRead(out _)).Message);
    }

    [Fact]
    public void A_canceled_operation_is_reported_as_canceled()
    {
        using var window = new OrderedWindow<int>(limit: 1, capacity: 1, Cancel);
        window.Start(_ => Task.FromCanceled<int>(new CancellationToken(canceled: true)));

        Assert.ThrowsAny<OperationCanceledException>(() => window.TryRead(out _));
    }
}
