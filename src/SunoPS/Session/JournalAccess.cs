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

    /// <summary>
    /// Reports files of the journal that cannot be read: an error for a whole file, a warning for some of its lines.
    /// </summary>
    public static void Report(PSCmdlet cmdlet, IEnumerable<SunoApiException> faults)
    {
        foreach (SunoApiException fault in faults)
        {
            if (fault.InnerException is null)
            {
                DebugSafe.WriteWarning(cmdlet, fault.Message);
            }
            else
            {
                cmdlet.WriteError(ErrorRecords.Create(fault, target: null));
            }
        }
    }
}
