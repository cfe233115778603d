using Microsoft.CodeAnalysis;

namespace SunoPS.Polyfills;

[Embedded]
internal static class TimePolyfill
{
    extension(TimeSpan)
    {
        public static TimeSpan operator *(TimeSpan time, double factor) =>
            TimeSpan.FromTicks((long)Math.Round(time.Ticks * factor));
    }
}
