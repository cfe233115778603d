namespace SunoPS.Commands;

/// <summary>Tests the address and the key of connections at no cost.</summary>
[Cmdlet(VerbsDiagnostic.Test, "SunoConnection")]
[OutputType(typeof(SunoConnectionTest), typeof(bool))]
public sealed class TestSunoConnectionCommand : SunoCommand
{
    /// <summary>The connections; by default, that of the session.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public SunoConnection[]? Connection { get; set; }

    /// <summary>Outputs true or false instead of the details.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private protected override void Process()
    {
        foreach (SunoConnection? connection in Connection ?? [RunspaceState.Current.CurrentConnection!])
        {
            if (Quiet)
            {
                WriteObject(connection is not null
                    && WaitFor(OpenClient(connection).FindFetchFaultAsync(StopToken)) is null);
                continue;
            }

            SunoConnectionTest result = WaitFor(OpenClient(connection).TestAsync(StopToken));
            result.Reason = result.Error is { } error ? Advice.Complete(error).Message : result.Reason;
            WriteObject(result);
        }
    }
}
