using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>
/// Counts journal entries without a task in the input of a command that expects tasks, so that they are not skipped
/// silently.
/// </summary>
internal sealed class SubmissionsWithoutTask
{
    private SortedDictionary<SunoSubmissionState, int>? _counts;

    /// <summary>Counts an entry.</summary>
    public void Count(SunoSubmissionState state)
    {
        _counts ??= [];
        _counts[state] = _counts.GetValueOrDefault(state) + 1;
    }

    /// <summary>Warns of counted entries, if any.</summary>
    public void Warn(PSCmdlet cmdlet)
    {
        if (_counts is not null)
        {
            int count = _counts.Values.Sum();
            string states = string.Join(", ", _counts.Select(pair => $"{pair.Value} {pair.Key}"));
            DebugSafe.WriteWarning(
                cmdlet,
                $"Skipped {count} {(count == 1 ? "submission" : "submissions")} without a task ({states}). "
                + $"See them: Get-SunoSubmission -State {string.Join(", ", _counts.Keys)}");
        }
    }
}
