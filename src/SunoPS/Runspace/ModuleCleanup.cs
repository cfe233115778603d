using System.Management.Automation;

namespace SunoPS.Runspace;

/// <summary>Forgets the connection when the module is removed.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => ConnectionStore.Connected = null;
}
