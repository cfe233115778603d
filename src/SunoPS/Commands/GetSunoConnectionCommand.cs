using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Gets the current connection, of the session or else of the environment; nothing if there is none.</summary>
[Cmdlet(VerbsCommon.Get, "SunoConnection")]
[OutputType(typeof(SunoConnection))]
public sealed class GetSunoConnectionCommand : WaitingCommand
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (FindConnection() is { } connection)
        {
            WriteObject(connection);
        }
    }
}
