using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Counts tasks without clips when clips are requested, so that they are not skipped silently.</summary>
internal sealed class TasksWithoutClips
{
    private SortedDictionary<SunoTaskStatus, int>? _counts;

    /// <summary>Counts a task.</summary>
    public void Count(SunoTaskStatus status)
    {
        _counts ??= [];
        _counts[status] = _counts.GetValueOrDefault(status) + 1;
    }

    /// <summary>Warns of counted tasks, if any.</summary>
    /// <param name="cmdlet">The command that warns.</param>
    public void Warn(PSCmdlet cmdlet)
    {
        if (_counts is not null)
        {
            int count = _counts.Values.Sum();
            string statuses = string.Join(", ", _counts.Select(pair => $"{pair.Value} {pair.Key}"));
            DebugSafe.WriteWarning(
                cmdlet, $"Skipped {count} {(count == 1 ? "task" : "tasks")} without clips ({statuses}).");
        }
    }
}
