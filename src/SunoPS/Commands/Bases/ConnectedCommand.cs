namespace SunoPS.Commands;

/// <summary>The base of cmdlets that can use another connection than that of the session.</summary>
public abstract class ConnectedCommand : SunoCommand
{
    /// <summary>The connection; by default the session's, or its connection to the gateway of a task.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public SunoConnection? Connection { get; set; }
}
