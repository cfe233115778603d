using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Removes old files of the journal of submissions.</summary>
[Cmdlet(VerbsCommon.Remove, "SunoSubmission", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
public sealed class RemoveSunoSubmissionCommand : WaitingCommand
{
    /// <summary>The time before which a file must end to be removed.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public DateTime? Before { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach ((string path, int count) in JournalAccess.Read(
            this, journal => journal.FilesBefore(Before!.Value, ReportKept, StopToken)
                .Select(static file => (file.FilePath, file.Entries.Count))))
        {
            string entries = count == 1 ? "1 submission" : $"{count} submissions";
            if (ShouldProcess(ShownText.Line($"{entries} in the journal file {path}"), "Remove"))
            {
                Delete(path);
            }
        }
    }

    private void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var error = new SunoApiException(
                SunoErrorKind.FileError,
                $"The journal file '{path}' could not be removed: {exception.Message}",
                exception);
            WriteError(ErrorRecords.Create(error, path));
        }
    }

    private void ReportKept(SunoApiException fault) => DebugSafe.WriteWarning(this, $"{fault.Message} It is kept.");
}
