using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>What every cmdlet has in common that asks a gateway: its connection.</summary>
public abstract class SunoCommand : WaitingCommand
{
    private protected SunoCommand()
    {
    }

    /// <summary>The connection to use, from <c>Connect-SunoApi -PassThru</c> or <c>Get-SunoConnection</c>; the session's own where none is given.</summary>
    [Parameter]
    [ValidateNotNull]
    public SunoConnection? Connection { get; set; }

    /// <summary>The client for the connection in force.</summary>
    private protected SunoClient OpenClient()
    {
        try
        {
            SunoConnection connection = Connection ?? RunspaceState.Current.Connection ?? throw new SunoApiException(
                SunoErrorKind.NotConnected,
                "This session is not connected to a gateway. Type: Connect-SunoApi -Gateway XSee -ApiKey <key> (or OpenAIHub, Ecovai), or Connect-SunoApi -BaseUri <uri> -ApiKey <key>; or set SUNO_API_KEY with SUNO_API_BASE_URI or SUNO_API_GATEWAY.");
            InvocationMask.Apply(MyInvocation);
            return new SunoClient(connection, Messages);
        }
        catch (SunoApiException error)
        {
            InvocationMask.Apply(MyInvocation);
            ThrowTerminatingError(ErrorRecords.Create(error, target: null));
            throw;
        }
    }
}
