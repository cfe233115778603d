using Microsoft.CodeAnalysis;

namespace SunoPS.Polyfills;

[Embedded]
internal static class TimePolyfill
{
    extension(TimeSpan)
    {
        public static long TicksPerMicrosecond => TimeSpan.TicksPerMillisecond / 1000;

        public static TimeSpan operator *(TimeSpan time, double factor) =>
            TimeSpan.FromTicks((long)Math.Round(time.Ticks * factor));
    }

    extension(DateTimeOffset)
    {
        public static DateTimeOffset UnixEpoch => new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
