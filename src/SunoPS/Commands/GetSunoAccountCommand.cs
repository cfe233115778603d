using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Gets what the key of a connection may spend and use.</summary>
[Cmdlet(VerbsCommon.Get, "SunoAccount")]
[OutputType(typeof(SunoAccount))]
public sealed class GetSunoAccountCommand : WaitingCommand
{
    /// <summary>
    /// The connection, from <c>Connect-SunoApi -PassThru</c> or <c>Get-SunoConnection</c>; the session's by default.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public SunoConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        SunoClient client = OpenClient(Connection);
        try
        {
            WriteObject(WaitFor(client.GetAccountAsync(StopToken)));
        }
        catch (SunoApiException error)
        {
            WriteError(ErrorRecords.Create(error, client.Connection.Gateway));
        }
    }
}
