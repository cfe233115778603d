using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Reads the journal of submissions for a cmdlet.</summary>
internal static class JournalAccess
{
    /// <summary>
    /// Reads from the journal. Warns if it is off; a setting or a folder that cannot be read ends the command.
    /// </summary>
    public static List<T> Read<T>(PSCmdlet cmdlet, Func<SunoSubmissionJournal, IEnumerable<T>> read)
    {
        SunoSubmissionJournal? journal = null;
        try
        {
            journal = EnvironmentSettings.OpenJournal();
            if (journal is not null)
            {
                return [.. read(journal)];
            }
        }
        catch (SunoApiException error)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.Create(error, journal?.Folder));
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }

        DebugSafe.WriteWarning(
            cmdlet, $"The journal of submissions is off: the environment variable {EnvironmentSettings.JournalName} "
                + "says so.");
        return [];
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
