using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>
/// Shows the connection in force: what this session connected to, else what the environment names; nothing where there
/// is neither.
/// </summary>
[Cmdlet(VerbsCommon.Get, "SunoConnection")]
[OutputType(typeof(SunoConnection))]
public sealed class GetSunoConnectionCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            if (RunspaceState.Current.Connection is { } connection)
            {
                WriteObject(connection);
            }
        }
        catch (SunoApiException error)
        {
            InvocationMask.Apply(MyInvocation);
            ThrowTerminatingError(ErrorRecords.Create(error, target: null));
        }
    }
}
