namespace SunoPS.Commands;

/// <summary>Opens the journal of submissions for a cmdlet, and reports what it cannot read.</summary>
internal static class JournalAccess
{
    /// <summary>Opens the journal; null, with a warning, if it is off.</summary>
    public static SunoSubmissionJournal? Open(WaitingCommand cmdlet)
    {
        SunoSubmissionJournal? journal = EnvironmentSettings.OpenJournal();
        if (journal is null)
        {
            cmdlet.Warn("The journal of submissions is off: the environment variable "
                + $"{EnvironmentSettings.JournalName} says so.");
        }

        return journal;
    }

    /// <summary>Reports unreadable files: an error for a whole file, a warning for some of its lines.</summary>
    public static void Report(WaitingCommand cmdlet, IEnumerable<SunoApiException> faults)
    {
        foreach (SunoApiException fault in faults)
        {
            if (fault.InnerException is null)
            {
                cmdlet.Warn(fault.Message);
            }
            else
            {
                cmdlet.WriteError(ErrorRecords.Create(fault, target: null));
            }
        }
    }
}
