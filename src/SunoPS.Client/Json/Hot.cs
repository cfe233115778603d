using System.Runtime.CompilerServices;

namespace SunoPS;

/// <summary>Marks the loops of the reader of responses.</summary>
internal static class Hot
{
    /// <summary>
    /// Compiles a method with all optimizations at its first call. A script that runs once ends before the runtime
    /// would do so. (<c>AggressiveOptimization</c>, which .NET Standard does not name.)
    /// </summary>
    public const MethodImplOptions Loop = (MethodImplOptions)512;
}
