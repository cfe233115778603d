namespace SunoPS.Commands;

/// <summary>Removes old files of the journal of submissions.</summary>
[Cmdlet(VerbsCommon.Remove, "SunoSubmission", SupportsShouldProcess = true)]
public sealed class RemoveSunoSubmissionCommand : SunoCommand
{
    /// <summary>The time before which a file must end to be removed.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public DateTime? Before { get; set; }

    private protected override void End()
    {
        IEnumerable<JournalFile> files = OpenJournal()?.FilesBefore(
            Before!.Value, fault => Warn($"{fault.Message} It is kept."), StopToken) ?? [];
        foreach ((string path, int count) in files.Select(static file =>
            (file.FilePath, file.Lines.Select(static line => line.Id).Distinct().Count())).ToList())
        {
            string entries = count == 1 ? "1 submission" : $"{count} submissions";
            if (!ShouldProcess(ShownText.Line($"{entries} in the journal file {path}"), "Remove"))
            {
                continue;
            }

            try
            {
                File.Delete(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                string why = $"The journal file '{path}' could not be removed: {exception.Message}";
                WriteError(new SunoApiException(SunoErrorKind.FileError, why, exception), path);
            }
        }
    }
}
