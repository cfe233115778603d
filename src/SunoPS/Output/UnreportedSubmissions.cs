using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace SunoPS.Commands;

/// <summary>Warns once of submissions that a command has sent but not output, because it was ended early.</summary>
/// <param name="cmdlet">The command, when it starts.</param>
/// <param name="isJournaled">Whether its submissions are in the journal.</param>
/// <param name="isSilent">Whether its warnings are turned off.</param>
internal sealed class UnreportedSubmissions(PSCmdlet cmdlet, bool isJournaled, bool isSilent)
{
    private readonly PSHost _host = cmdlet.Host;
    private readonly string _since =
        TimeProvider.System.GetLocalNow().ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private bool _isDone;

    /// <summary>Warns while the command still runs. PowerShell does not allow that after Ctrl+C.</summary>
    public void Warn(int count)
    {
        if (count == 0 || _isDone)
        {
            return;
        }

        try
        {
            DebugSafe.WriteWarning(cmdlet, TextOf(count));
            _isDone = true;
        }
        catch (PipelineStoppedException)
        {
            // WarnAfterStop writes the warning instead.
        }
    }

    /// <summary>Warns after the pipeline has stopped, only on the screen, because the streams are closed.</summary>
    public void WarnAfterStop(int count)
    {
        if (count == 0 || _isDone || isSilent)
        {
            return;
        }

        _isDone = true;
        try
        {
            _host.UI?.WriteWarningLine(TextOf(count));
        }
        catch (HostException)
        {
            // The host has no screen.
        }
    }

    private string TextOf(int count) =>
        $"{count} {(count == 1 ? "submission was" : "submissions were")} in flight or not output yet, and may be "
            + "charged. "
        + (isJournaled
            ? $"They continue in the background; see what becomes of them: Get-SunoSubmission -Since {_since}"
            : "Their task ids are lost, because the journal is off.");
}
