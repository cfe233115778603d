namespace SunoPS.Commands;

/// <summary>Disconnects the session, and removes its key.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "SunoApi")]
public sealed class DisconnectSunoApiCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing() => RunspaceState.Current.ExplicitConnection = null;
}
