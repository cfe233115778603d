using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Forgets the connection, and the tasks that were seen, when the module is removed.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => RunspaceState.Clear();
}
