namespace SunoPS.Commands;

/// <summary>Gets the current connection, of the session or else of the environment; nothing if there is none.</summary>
[Cmdlet(VerbsCommon.Get, "SunoConnection")]
[OutputType(typeof(SunoConnection))]
public sealed class GetSunoConnectionCommand : SunoCommand
{
    private protected override void End()
    {
        if (RunspaceState.Current.CurrentConnection is { } connection)
        {
            WriteObject(connection);
        }
    }
}
