using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace SunoPS.Commands;

/// <summary>Runs when the module is imported.</summary>
internal static class ModuleStart
{
    /// <summary>Prepares the client while the script goes on to its first command.</summary>
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The module is the application: nothing else loads it.")]
    internal static void Begin() => ClientPreparation.Begin();
}
