using System.Globalization;
using System.Management.Automation.Host;

namespace SunoPS.Commands;

/// <summary>Warns once of submissions that a command has sent but not output, because it was ended early.</summary>
internal sealed class UnreportedSubmissions(
    SunoCommand command, SunoSubmissionPipeline pipeline, ActionPreference? preference, Func<int> countAccepted)
{
    private readonly PSHost _host = command.Host;
    private readonly string _since =
        TimeProvider.System.GetLocalNow().ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private bool _isDone;

    /// <summary>
    /// Warns while the command still runs. PowerShell does not allow that after Ctrl+C, and a warning that stops would
    /// replace the error that ended the command.
    /// </summary>
    public void Warn()
    {
        if (preference != ActionPreference.Stop)
        {
            Warn(command.WriteWarning);
        }
    }

    /// <summary>Warns after the pipeline has stopped, only on the screen, because the streams are closed.</summary>
    public void WarnAfterStop()
    {
        if (preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore))
        {
            Warn(text => _host.UI?.WriteWarningLine(text));
        }
    }

    private void Warn(Action<string> write)
    {
        // Nothing is sent after the count.
        pipeline.Close();
        int inFlight = pipeline.InFlightCount;
        (int Count, string What)[] counts =
            [(countAccepted(), "accepted but not output"), (inFlight, "in flight and may be charged")];
        string[] parts = [.. counts.Where(static part => part.Count > 0).Select(static part =>
            $"{part.Count} {(part.Count == 1 ? "submission was" : "submissions were")} {part.What}")];
        if (parts.Length == 0 || _isDone)
        {
            return;
        }

        try
        {
            write($"{string.Join(", and ", parts)}. " + (pipeline.IsJournaled
                ? $"See what becomes of them: Get-SunoSubmission -Since {_since}"
                : "Their task ids are lost, because they are not in the journal."));
            _isDone = true;
        }
        catch (Exception exception) when (exception is PipelineStoppedException or HostException)
        {
            // WarnAfterStop writes the warning, or the host has no screen.
        }
    }
}
