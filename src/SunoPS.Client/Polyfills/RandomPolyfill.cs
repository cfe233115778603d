using Microsoft.CodeAnalysis;

namespace SunoPS.Polyfills;

[Embedded]
internal static class RandomPolyfill
{
    // Explicit seeds: with the default seed, two instances created at the same time return the same numbers.
    private static readonly ThreadLocal<Random> OfThread = new(() => new Random(Guid.NewGuid().GetHashCode()));

    extension(Random)
    {
        public static Random Shared => OfThread.Value!;
    }
}
