using System.Globalization;
using System.Management.Automation.Host;

namespace SunoPS.Commands;

/// <summary>Warns once of submissions that a command has sent but not output, because it was ended early.</summary>
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
        if (preference != ActionPreference.Stop)
        {
            Warn(count, text => DebugSafe.WriteWarning(cmdlet, text));
        }
    }

    /// <summary>Warns after the pipeline has stopped, only on the screen, because the streams are closed.</summary>
    public void WarnAfterStop(UnreportedCount count)
    {
        if (preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore))
        {
            Warn(count, text => _host.UI?.WriteWarningLine(text));
        }
    }

    private void Warn(UnreportedCount count, Action<string> write)
    {
        try
        {
            if (count.Accepted + count.InFlight > 0 && !_isDone)
            {
                write(TextOf(count));
                _isDone = true;
            }
        }
        catch (Exception exception) when (exception is PipelineStoppedException or HostException)
        {
            // WarnAfterStop writes the warning, or the host has no screen.
        }
    }

    private string TextOf(UnreportedCount count)
    {
        (int accepted, int inFlight, bool isJournaled) = count;
        string ofAccepted = accepted == 0 ? "" : $"{Count(accepted)} accepted but not output";
        string ofInFlight = inFlight == 0 ? "" : $"{Count(inFlight)} in flight and may be charged";
        string and = accepted == 0 || inFlight == 0 ? "" : ", and ";
        return $"{ofAccepted}{and}{ofInFlight}. " + (isJournaled
            ? $"See what becomes of them: Get-SunoSubmission -Since {_since}"
            : "Their task ids are lost, because they are not in the journal.");

        static string Count(int count) => count == 1 ? "1 submission was" : $"{count} submissions were";
    }
}

/// <summary>The submissions that a command has sent but not output.</summary>
internal readonly record struct UnreportedCount(int Accepted, int InFlight, bool IsJournaled);
