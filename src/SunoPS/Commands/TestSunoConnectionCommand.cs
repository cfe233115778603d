using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Tests the address and the key of a connection at no cost.</summary>
[Cmdlet(VerbsDiagnostic.Test, "SunoConnection")]
[OutputType(typeof(SunoConnectionTest), typeof(bool))]
public sealed class TestSunoConnectionCommand : WaitingCommand
{
    /// <inheritdoc cref="TaskCommand.Connection"/>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public SunoConnection? Connection { get; set; }

    /// <summary>Outputs true or false instead of the details.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Quiet && (Connection ?? RunspaceState.Current.CurrentConnection) is null)
        {
            WriteObject(false);
            return;
        }

        SunoConnectionTest result = WaitFor(
            new ValueTask<SunoConnectionTest>(OpenClient(Connection).TestAsync(StopToken)));
        result.Reason = result.Error is { } error ? Advice.Complete(error).Message : result.Reason;
        WriteObject(Quiet ? result.IsSuccess : result);
    }
}
