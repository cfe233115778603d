using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Removes entries from the journal of submissions.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "SunoSubmission",
    DefaultParameterSetName = BeforeSet,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium)]
public sealed class RemoveSunoSubmissionCommand : PSCmdlet
{
    private const string BeforeSet = "Before";
    private const string InputObjectSet = "InputObject";

    private readonly List<SunoSubmissionRecord> _records = [];

    /// <summary>The time before which all entries are removed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = BeforeSet)]
    public DateTime? Before { get; set; }

    /// <summary>The entries to remove, from <c>Get-SunoSubmission</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = InputObjectSet, ValueFromPipeline = true)]
    public SunoSubmissionRecord[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => _records.AddRange(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (JournalAccess.Open(this) is not { } journal)
        {
            return;
        }

        if (ParameterSetName == BeforeSet)
        {
            _records.AddRange(
                JournalAccess.Read(this, journal, since: null, Before).Where(record => record.SubmitTime < Before));
        }

        string what = _records.Count == 1 ? "1 submission" : $"{_records.Count} submissions";
        if (_records.Count > 0 && ShouldProcess(
            ShownText.Line($"{what} in the journal {journal.Folder}"), "Remove"))
        {
            Remove(journal);
        }
    }

    private void Remove(SunoSubmissionJournal journal)
    {
        try
        {
            int kept = journal.Remove(_records.Select(record => record.EntryId));
            if (kept > 0)
            {
                DebugSafe.WriteWarning(
                    this,
                    $"Kept {kept} of them, because they are in flight or belong to a PowerShell that is still running. "
                    + "Remove them after it has ended.");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            WriteError(JournalAccess.ErrorOf(exception, journal));
        }
    }
}
