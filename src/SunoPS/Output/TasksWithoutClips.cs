using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>
/// Counts tasks that have no clip where clips are asked for, so that none of them is passed over in silence.
/// </summary>
internal sealed class TasksWithoutClips
{
    private readonly SortedDictionary<SunoTaskStatus, int> _counts = [];

    /// <summary>Counts a task.</summary>
    public void Count(SunoTaskStatus status) => _counts[status] = _counts.GetValueOrDefault(status) + 1;

    /// <summary>Warns of those that were counted, if any.</summary>
    /// <param name="cmdlet">The command that warns.</param>
    public void Warn(PSCmdlet cmdlet)
    {
        int count = _counts.Values.Sum();
        if (count > 0)
        {
            string statuses = string.Join(", ", _counts.Select(pair => $"{pair.Value} {pair.Key}"));
            DebugSafe.WriteWarning(
                cmdlet, $"Skipped {count} {(count == 1 ? "task" : "tasks")} without clips ({statuses}).");
        }
    }
}
