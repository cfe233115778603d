using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Forgets the gateway and the key of this session.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "SunoApi")]
public sealed class DisconnectSunoApiCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing() => RunspaceState.Current.Connected = null;
}
