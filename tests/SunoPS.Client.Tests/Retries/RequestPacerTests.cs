namespace SunoPS.Client.Tests.Retries;

/// <summary>The order and the number of requests after a pause.</summary>
public sealed class RequestPacerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task The_rejected_request_is_first_and_successes_of_before_do_not_count()
    {
        var time = new ManualTime();
        var pacer = new RequestPacer(time);
        int earlier = await EnterAsync();
        int rejected = await EnterAsync();
        pacer.Pause(rejected, Second);
        pacer.Leave(rejected, isSuccess: false);
        Task<int> second = EnterAsync();
        Task<int> third = EnterAsync();
        Task<int> first = EnterAsync(isFirst: true);
        pacer.Leave(earlier, isSuccess: true);

        time.Advance(2 * Second);
        int round = await first;
        Assert.False(second.IsCompleted || third.IsCompleted);
        pacer.Leave(round, isSuccess: true);
        await second;
        Assert.False(third.IsCompleted);
        pacer.Leave(round, isSuccess: true);
        await third;

        Task<int> EnterAsync(bool isFirst = false) =>
            pacer.EnterAsync(isFirst, TestContext.Current.CancellationToken);
    }
}
