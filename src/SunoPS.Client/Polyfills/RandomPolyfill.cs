using Microsoft.CodeAnalysis;

namespace SunoPS.Polyfills;

[Embedded]
internal static class RandomPolyfill
{
    // Seeded apart for each thread: made at the same moment, two would give the same numbers.
    private static readonly ThreadLocal<Random> OfThread = new(() => new Random(Guid.NewGuid().GetHashCode()));

    extension(Random)
    {
        public static Random Shared => OfThread.Value!;
    }
}
