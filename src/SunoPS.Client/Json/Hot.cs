using System.Runtime.CompilerServices;

namespace SunoPS;

/// <summary>Marks the hot path of the reader.</summary>
internal static class Hot
{
    /// <summary>
    /// Optimizes a method at its first call: most scripts end before tiered compilation optimizes the reader. The value
    /// of <c>AggressiveOptimization</c>, which .NET Standard does not define.
    /// </summary>
    public const MethodImplOptions Path = (MethodImplOptions)512;
}
