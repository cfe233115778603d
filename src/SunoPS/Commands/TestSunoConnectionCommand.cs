using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Tests the address and the key of connections at no cost.</summary>
[Cmdlet(VerbsDiagnostic.Test, "SunoConnection")]
[OutputType(typeof(SunoConnectionTest), typeof(bool))]
public sealed class TestSunoConnectionCommand : WaitingCommand
{
    /// <summary>
    /// The connections, from <c>Connect-SunoApi -PassThru</c> or <c>Get-SunoConnection</c>; the session's by default.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public SunoConnection[]? Connection { get; set; }

    /// <summary>Outputs true or false instead of the details.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (SunoConnection? connection in (SunoConnection?[]?)Connection ?? [FindConnection()])
        {
            if (!Quiet)
            {
                SunoConnectionTest result = WaitFor(OpenClient(connection).TestAsync(StopToken));
                result.Reason = result.Error is { } error ? Advice.Complete(error).Message : result.Reason;
                WriteObject(result);
            }
            else
            {
                WriteObject(connection is not null && FindFetchFault(OpenClient(connection)) is null);
            }
        }
    }
}
