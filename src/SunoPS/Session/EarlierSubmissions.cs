using System.Globalization;

namespace SunoPS.Commands;

/// <summary>Finds earlier submissions in the journal, and in this command.</summary>
internal sealed class EarlierSubmissions(
    SunoSubmissionJournal? journal, Action<SunoApiException> warn, CancellationToken cancellationToken)
{
    /// <summary>How long users are warned before they submit the same content again.</summary>
    private static readonly TimeSpan RepeatSpan = TimeSpan.FromHours(24);

    private readonly HashSet<string> _ownIds = new(StringComparer.Ordinal);
    private int _repeats;

    private SubmissionHistory All => field ??= new SubmissionHistory(
        ReadSince(DateTime.MinValue), isByName: true);

    private SubmissionHistory Recent => field ??= new SubmissionHistory(
        ReadSince((TimeProvider.System.GetUtcNow() - RepeatSpan).UtcDateTime), isByName: false);

    /// <summary>Finds the entry with the same gateway, content and name that counts; null for none.</summary>
    public JournalLine? Find(PreparedSubmission submission) => All.Find(submission.Line);

    public JournalLine? FindTask(string taskId, string? gateway) => All.FindTask(taskId, gateway);

    /// <summary>Remembers a submission. Returns a warning for the first one that repeats another; else null.</summary>
    public string? RepeatOf(PreparedSubmission submission)
    {
        JournalLine? earlier = Recent.Find(submission.Line);
        Recent.Add(submission.Line);
        bool isOwn = earlier is not null && _ownIds.Contains(earlier.Id);
        _ownIds.Add(submission.Line.Id);
        if (earlier is null || ++_repeats > 1)
        {
            return null;
        }

        string outcome = earlier.State == SunoSubmissionState.Accepted
            ? $"as task {earlier.TaskId}"
            : "and its outcome is not known";
        string repeat = isOwn
            ? "equals an earlier row"
            : $"was submitted before, at {TimeOf(earlier.Time)}, {outcome}";
        string entry = isOwn ? "" : $" See it: Get-SunoSubmission -EntryId '{earlier.Id}'";
        return $"'{submission.Submission}' {repeat}: it can be charged twice. -Resume leaves out what the journal has."
            + entry;
    }

    /// <summary>Returns a warning for the repeated submissions after the first; null for none.</summary>
    public string? FurtherRepeats => _repeats < 2 ? null
        : _repeats == 2 ? "1 more submission repeats an earlier one."
        : $"{_repeats - 1} more submissions repeat earlier ones.";

    public static string TimeOf(DateTimeOffset time) =>
        time.LocalDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private JournalLine[] ReadSince(DateTime first)
    {
        var faults = new List<SunoApiException>();
        JournalLine[] lines = [];
        try
        {
            lines = [.. journal?.ReadLines(first, faults.Add, cancellationToken) ?? []];
        }
        catch (SunoApiException fault)
        {
            faults.Add(fault);
        }

        faults.ForEach(warn);
        return lines;
    }
}
