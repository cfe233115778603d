using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Opens and reads the journal of submissions for a cmdlet.</summary>
internal static class JournalAccess
{
    /// <summary>Opens the journal. Warns if it is off; an invalid setting ends the command.</summary>
    public static SunoSubmissionJournal? Open(PSCmdlet cmdlet)
    {
        try
        {
            SunoSubmissionJournal? journal = EnvironmentSettings.OpenJournal();
            if (journal is null)
            {
                DebugSafe.WriteWarning(
                    cmdlet, "The journal of submissions is off: the environment variable "
                        + $"{EnvironmentSettings.JournalName} says so.");
            }

            return journal;
        }
        catch (SunoApiException error)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.Create(error, target: null));
            throw;
        }
    }

    /// <summary>Reads the journal. An unreadable file writes an error and ends the sequence.</summary>
    public static IEnumerable<SunoSubmissionRecord> Read(
        PSCmdlet cmdlet, SunoSubmissionJournal journal, DateTime? since, DateTime? until)
    {
        using IEnumerator<SunoSubmissionRecord> records = journal.Read(since, until).GetEnumerator();
        while (true)
        {
            try
            {
                if (!records.MoveNext())
                {
                    yield break;
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                cmdlet.WriteError(ErrorOf(exception, journal));
                yield break;
            }

            yield return records.Current;
        }
    }

    /// <summary>Creates the error for a journal that cannot be read or rewritten.</summary>
    public static ErrorRecord ErrorOf(Exception exception, SunoSubmissionJournal journal) => ErrorRecords.Create(
        new SunoApiException(
            SunoErrorKind.FileError,
            $"The journal of submissions in '{journal.Folder}' could not be read or changed: {exception.Message}",
            exception),
        journal.Folder);
}
