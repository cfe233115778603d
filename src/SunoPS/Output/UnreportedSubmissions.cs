using System.Globalization;
using System.Management.Automation.Host;

namespace SunoPS.Commands;

/// <summary>Warns once of submissions that a command has sent but not output, because it was ended early.</summary>
/// <param name="cmdlet">The command, when it starts.</param>
/// <param name="preference">What its warnings do.</param>
internal sealed class UnreportedSubmissions(PSCmdlet cmdlet, ActionPreference? preference)
{
    private readonly PSHost _host = cmdlet.Host;
    private readonly string _since =
        TimeProvider.System.GetLocalNow().ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private bool _isDone;

    /// <summary>
    /// Warns while the command still runs. PowerShell does not allow that after Ctrl+C, and a warning that stops would
    /// replace the error that ended the command.
    /// </summary>
    public void Warn(UnreportedCount count)
    {
        if (count.IsZero || _isDone || preference == ActionPreference.Stop)
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
    public void WarnAfterStop(UnreportedCount count)
    {
        if (count.IsZero || _isDone || preference is ActionPreference.SilentlyContinue or ActionPreference.Ignore)
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

    private string TextOf(UnreportedCount count)
    {
        (int accepted, int inFlight, bool isJournaled) = count;
        string were = accepted + inFlight == 1 ? "submission was" : "submissions were";
        string outcome = accepted == 0 ? $"{inFlight} {were} in flight and may be charged"
            : inFlight == 0 ? $"{accepted} {were} accepted but not output"
            : $"{accepted} {(accepted == 1 ? "submission was" : "submissions were")} accepted but not output, "
                + $"and {inFlight} {(inFlight == 1 ? "is" : "are")} in flight and may be charged";
        return $"{outcome}. " + (isJournaled
            ? $"See what becomes of them: Get-SunoSubmission -Since {_since}"
            : "Their task ids are lost, because they are not in the journal.");
    }
}

/// <summary>The submissions that a command has sent but not output.</summary>
/// <param name="Accepted">Number of those that have a task.</param>
/// <param name="InFlight">Number of those without a response.</param>
/// <param name="IsJournaled">True if all submissions are in the journal.</param>
internal readonly record struct UnreportedCount(int Accepted, int InFlight, bool IsJournaled)
{
    public bool IsZero => Accepted + InFlight == 0;
}
