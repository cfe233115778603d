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
        if (JournalAccess.Open(this) is not { } journal)
        {
            return;
        }

        try
        {
            foreach (JournalFile file in journal.FilesBefore(Before!.Value, ReportKept, StopToken))
            {
                string entries = file.Entries.Count == 1 ? "1 submission" : $"{file.Entries.Count} submissions";
                if (ShouldProcess(ShownText.Line($"{entries} in the journal file {file.FilePath}"), "Remove"))
                {
                    Delete(file);
                }
            }
        }
        catch (SunoApiException error)
        {
            ThrowTerminatingError(ErrorRecords.Create(error, journal.Folder));
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    private void Delete(JournalFile file)
    {
        try
        {
            File.Delete(file.FilePath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var error = new SunoApiException(
                SunoErrorKind.FileError,
                $"The journal file '{file.FilePath}' could not be removed: {exception.Message}",
                exception);
            WriteError(ErrorRecords.Create(error, file.FilePath));
        }
    }

    private void ReportKept(SunoApiException fault) => DebugSafe.WriteWarning(this, $"{fault.Message} It is kept.");
}
