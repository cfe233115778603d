using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Gets the current connection, of the session or else of the environment; nothing if there is none.</summary>
[Cmdlet(VerbsCommon.Get, "SunoConnection")]
[OutputType(typeof(SunoConnection))]
public sealed class GetSunoConnectionCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            if (RunspaceState.Current.CurrentConnection is { } connection)
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
