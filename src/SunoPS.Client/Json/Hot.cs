using System.Runtime.CompilerServices;

namespace SunoPS;

/// <summary>Marks the loops of the reader.</summary>
internal static class Hot
{
    /// <summary>
    /// Compiles a method fully at its first call: a script reads most of what it ever reads before the runtime gets to
    /// optimizing what it has compiled quickly. <c>AggressiveOptimization</c>, which .NET Standard does not name.
    /// </summary>
    public const MethodImplOptions Path = (MethodImplOptions)512;
}
