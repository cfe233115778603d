namespace SunoPS.Commands;

/// <summary>Clears the connection and the recent tasks when the module is removed.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => RunspaceState.Clear();
}
