namespace SunoPS.Client.Tests.Retries;

/// <summary>The order and the number of requests after a pause.</summary>
public sealed class RequestPacerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact(Timeout = 60_000)]
    public async Task The_rejected_request_is_first_and_successes_of_before_do_not_count()
    {
        var time = new ManualTime();
        var pacer = new RequestPacer(time);
        int earlier = await EnterAsync();
        int rejected = await EnterAsync();
        pacer.Pause(rejected, Second);
        pacer.Leave(rejected, isSuccess: false);
        Task<int> second = EnterAsync();
        using var stop = new CancellationTokenSource();
        Task<int> third = pacer.EnterAsync(isFirst: false, stop.Token);
        Task<int> first = EnterAsync(isFirst: true);
        pacer.Leave(earlier, isSuccess: true);

        time.Advance(2 * Second);
        int round = await first;
        pacer.Leave(round, isSuccess: true);
        await second;

        // It was not released: a request that was released ignores the stop.
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);

        Task<int> last = EnterAsync();
        pacer.Leave(round, isSuccess: true);
        await last;

        Task<int> EnterAsync(bool isFirst = false) => pacer.EnterAsync(isFirst, TestContext.Current.CancellationToken);
    }
}
