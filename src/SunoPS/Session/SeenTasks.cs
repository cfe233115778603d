using System.Globalization;

namespace SunoPS.Commands;

/// <summary>The most recent output tasks, for completion. Keeps no more of a task than completion shows.</summary>
internal sealed class SeenTasks
{
    private const int MaxTasks = 128;
    private const int MaxClips = 8;
    private const int MaxTitleElements = 60;

    private readonly Queue<SeenTask> _tasks = new();

    public void Add(SunoTask task)
    {
        if (SunoTaskId.FindFault(task.TaskId) is not null)
        {
            // Saved JSON can contain a clip without its task, and any text as an id.
            return;
        }

        if (_tasks.Count == MaxTasks)
        {
            _tasks.Dequeue();
        }

        string[] clipIds =
            [.. task.Clips.Take(MaxClips).Select(clip => clip.ClipId).Where(id => SunoTaskId.FindFault(id) is null)];
        string? title = task.Title is { } whole ? Shorten(whole) : null;
        _tasks.Enqueue(new SeenTask(task.TaskId, clipIds, title, task.Status));
    }

    /// <summary>The tasks, newest first, each once.</summary>
    public IEnumerable<SeenTask> NewestFirst() =>
        _tasks.Reverse().GroupBy(task => task.TaskId, StringComparer.Ordinal).Select(sameTask => sameTask.First());

    private static string Shorten(string title)
    {
        // A character of a title can have any number of marks: without this cut, one title could fill the memory.
        const int maxLength = 4 * MaxTitleElements;
        string start = title.Length <= maxLength ? title : title[..maxLength];
        var elements = new StringInfo(start);
        return elements.LengthInTextElements > MaxTitleElements
            ? elements.SubstringByTextElements(0, MaxTitleElements) + "…"
            : start;
    }
}

/// <summary>What completion shows of a task.</summary>
internal sealed record SeenTask(string TaskId, string[] ClipIds, string? Title, SunoTaskStatus Status)
{
    /// <summary>Returns title and status.</summary>
    public override string ToString() => Title is null ? Status.ToString() : $"{Title} ({Status})";
}
