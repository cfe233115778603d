namespace SunoPS.Commands;

/// <summary>The base of cmdlets that can use another connection than that of the session.</summary>
public abstract class ConnectedCommand : SunoCommand
{
    /// <summary>
    /// The connection, from <c>Connect-SunoApi -PassThru</c> or <c>Get-SunoConnection</c>. By default, the session's,
    /// or for a task of another gateway the session's connection to that gateway.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public SunoConnection? Connection { get; set; }
}
