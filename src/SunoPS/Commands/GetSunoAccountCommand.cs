namespace SunoPS.Commands;

/// <summary>Gets what the key of a connection may spend and use.</summary>
[Cmdlet(VerbsCommon.Get, "SunoAccount")]
[OutputType(typeof(SunoAccount))]
public sealed class GetSunoAccountCommand : ConnectedCommand
{
    private protected override void End()
    {
        SunoClient client = OpenClient(Connection);
        try
        {
            WriteObject(WaitFor(client.GetAccountAsync(StopToken)));
        }
        catch (SunoApiException error)
        {
            WriteError(error, client.Connection.Gateway);
        }
    }
}
