using System.Globalization;

namespace SunoPS.Commands;

/// <summary>Opens, tests and locks the journal for a command that submits, and finds earlier submissions.</summary>
internal sealed class SubmitJournal
{
    /// <summary>How long users are warned before they submit the same content again.</summary>
    private static readonly TimeSpan RepeatSpan = TimeSpan.FromHours(24);

    private readonly SubmitCommand _command;
    private readonly HashSet<string> _ownIds = new(StringComparer.Ordinal);
    private IDisposable? _lock;
    private int _repeats;

    public SubmitJournal(SubmitCommand command)
    {
        _command = command;
        try
        {
            Journal = EnvironmentSettings.OpenJournal();
        }
        catch (SunoApiException error) when (!command.Resume)
        {
            command.Warn(error.Message);
        }
    }

    /// <summary>The journal itself; null if it is off.</summary>
    public SunoSubmissionJournal? Journal { get; }

    private SubmissionHistory All => field ??= new SubmissionHistory(ReadSince(DateTime.MinValue), isByName: true);

    private SubmissionHistory Recent => field ??= new SubmissionHistory(
        ReadSince((TimeProvider.System.GetUtcNow() - RepeatSpan).UtcDateTime), isByName: false);

    /// <summary>
    /// Tests the journal before anything is sent, if nothing may be sent without it or the user only looks. Lets only
    /// one command at a time resume from it, because it is read once.
    /// </summary>
    public void Check()
    {
        if (_command.Resume && Journal is null)
        {
            throw SunoApiException.Invalid("-Resume needs the journal of submissions, which is off. "
                + $"{EnvironmentSettings.JournalName} sets its folder.");
        }

        try
        {
            if (_command.Resume || _command.IsWhatIf || _command.PreferenceOf("Warning") == ActionPreference.Stop)
            {
                Journal?.Test();
            }

            if (_command.Resume && !_command.IsWhatIf)
            {
                _lock = Journal!.Lock(_command.Kind) ?? throw SunoApiException.Invalid(
                    $"Another {_command.MyInvocation.MyCommand.Name} with -Resume is running, in this or another "
                    + "process. Wait for it, or submit all rows in one pipeline.");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string reason = ExceptionText.Of(exception, KeyMask.None);
            string text = $"The journal of submissions in '{Journal!.Folder}' cannot be written: {reason}. "
                + $"{EnvironmentSettings.JournalName} sets another folder.";
            _command.Warn(_command.Resume ? throw SunoApiException.Invalid(text) : text);
        }
    }

    /// <summary>Lets other commands resume.</summary>
    public void Unlock() => _lock?.Dispose();

    /// <summary>Finds the entry with the same gateway, content and name that counts; null for none.</summary>
    public JournalLine? Find(PreparedSubmission submission) => All.Find(submission.Line);

    /// <summary>Finds the newest equal entry after another one, if the gateway may have charged it since.</summary>
    public JournalLine? FindOpenSince(PreparedSubmission submission, JournalOrigin origin) =>
        All.FindOpen(submission.Line) is { } open && open.Time.UtcDateTime > origin.Time.ToUniversalTime()
        && (origin.State is not (SunoSubmissionState.Unknown or SunoSubmissionState.Pending)
            || IsInFlight(submission, open.State, open.Time.UtcDateTime))
            ? open : null;

    public JournalLine? FindTask(string taskId, string? gateway) => All.FindTask(taskId, gateway);

    /// <summary>Remembers a submission. Returns a warning for the first one that repeats another; else null.</summary>
    public string? RepeatOf(PreparedSubmission submission, JournalOrigin? origin)
    {
        if (origin is not null)
        {
            return IsInFlight(submission, origin.State, origin.Time.ToUniversalTime()) && ++_repeats == 1
                ? $"'{submission.Submission}' may still be in flight: it can be charged twice. Wait until "
                    + "Get-SunoSubmission shows its outcome."
                : null;
        }

        JournalLine? earlier = Recent.Find(submission.Line);
        Recent.Add(submission.Line);
        bool isOwn = earlier is not null && _ownIds.Contains(earlier.Id);
        _ownIds.Add(submission.Line.Id);
        if (earlier is null || ++_repeats > 1)
        {
            return null;
        }

        string outcome = earlier.State == SunoSubmissionState.Accepted
            ? $"as task {earlier.TaskId}" : "and its outcome is not known";
        string repeat = isOwn
            ? "equals an earlier row" : $"was submitted before, at {TimeOf(earlier)}, {outcome}";
        string entry = isOwn ? "" : $" See it: Get-SunoSubmission -EntryId '{earlier.Id}'";
        return $"'{submission.Submission}' {repeat}: it can be charged twice. -Resume leaves out what the journal has."
            + entry;
    }

    /// <summary>Within one time limit it is sent, after an earlier one, and has its outcome within another.</summary>
    private static bool IsInFlight(PreparedSubmission submission, SunoSubmissionState? state, DateTime time) =>
        state == SunoSubmissionState.Pending && TimeProvider.System.GetUtcNow().UtcDateTime - time
            < TimeSpan.FromSeconds(2 * submission.Connection.Options.SubmissionTimeoutSec);

    /// <summary>Warns of the repeated submissions after the first.</summary>
    public void WarnOfFurtherRepeats()
    {
        if (_repeats > 1)
        {
            _command.Warn(_repeats == 2
                ? "1 more submission repeats an earlier one."
                : $"{_repeats - 1} more submissions repeat earlier ones.");
        }
    }

    public static string TimeOf(JournalLine entry) =>
        entry.Time.LocalDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Reads the entries. Warns of those that cannot be read; -Resume could submit them again.</summary>
    private JournalLine[] ReadSince(DateTime first)
    {
        var faults = new List<SunoApiException>();
        JournalLine[] lines = [];
        try
        {
            lines = [.. Journal?.ReadLines(first, faults.Add, _command.StopToken) ?? []];
        }
        catch (SunoApiException fault)
        {
            faults.Add(fault);
        }

        foreach (SunoApiException fault in faults)
        {
            _command.Warn(!_command.Resume || fault.IsTransient
                ? $"{fault.Message} Submissions that repeat its entries are not noticed."
                : throw SunoApiException.Invalid(
                    $"{fault.Message} -Resume needs the whole journal. Repair the file; if you move it away, its songs "
                        + "are submitted and charged again."));
        }

        return lines;
    }
}
