using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Asks the gateway, at no cost, whether address and key are right.</summary>
[Cmdlet(VerbsDiagnostic.Test, "SunoConnection")]
[OutputType(typeof(SunoConnectionTest), typeof(bool))]
public sealed class TestSunoConnectionCommand : SunoCommand
{
    /// <summary>Gives true or false instead of the details.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        SunoConnectionTest result = WaitFor(new ValueTask<SunoConnectionTest>(OpenClient().TestAsync(StopToken)));
        WriteObject(Quiet ? result.IsSuccess : result);
    }
}
