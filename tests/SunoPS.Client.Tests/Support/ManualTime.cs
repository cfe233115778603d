using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace SunoPS.Client.Tests;

/// <summary>A manual clock that records every wait.</summary>
internal sealed class ManualTime() : FakeTimeProvider(new(2024, 5, 20, 7, 55, 49, TimeSpan.Zero))
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>Returns the duration of the next wait when it starts.</summary>
    public async Task<TimeSpan> NextWaitAsync() => await _waits.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            _waits.Writer.TryWrite(dueTime);
        }

        return timer;
    }
}
