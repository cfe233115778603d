using System.Text;

namespace SunoPS.Commands;

/// <summary>Reads tasks from text, as a whole or line by line. Each JSON value has tasks or one error.</summary>
/// <param name="write">Receives a task.</param>
/// <param name="fail">Receives an error, and its text.</param>
/// <param name="warn">Receives a warning.</param>
internal sealed class SavedJsonText(
    Action<SunoTask> write, Action<SunoApiException, string> fail, Action<string> warn)
{
    private readonly List<string> _begun = [];
    private JsonNesting _nesting;
    private bool _hasText;
    private bool _hasBlank;

    /// <summary>Adds one or more lines.</summary>
    public void Add(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            if (_begun.Count == 0 && string.IsNullOrWhiteSpace(line))
            {
                _hasBlank = true;
                continue;
            }

            // Files arrive line by line; collect the lines of one JSON value.
            _hasText = true;
            _begun.Add(line);
            _nesting.Add(line);
            if (!_nesting.IsOpen)
            {
                Flush();
            }
        }
    }

    /// <summary>Reads the collected lines, even if the value is incomplete.</summary>
    public void Flush()
    {
        if (_begun.Count == 0)
        {
            return;
        }

        Reading whole = Read(string.Join('\n', _begun));
        Reading[] readings = [whole];
        if (whole.Error is not null && _begun.Count > 1)
        {
            // A log with a truncated line looks like one open value: read its lines separately.
            Reading[] lines = [.. _begun.Where(line => !string.IsNullOrWhiteSpace(line)).Select(Read)];
            readings = lines.Sum(line => line.Tasks.Count) > whole.Tasks.Count ? lines : readings;
        }

        _begun.Clear();
        _nesting = default;
        foreach (Reading reading in readings)
        {
            foreach (SunoTask task in reading.Tasks)
            {
                write(task);
            }

            if (UnreadText(reading.Unread) is { } warning)
            {
                warn(warning);
            }

            if (reading.Error is not null)
            {
                fail(reading.Error, reading.Text);
            }
        }
    }

    /// <summary>Reads the rest. Blank text alone is an error.</summary>
    public void Complete()
    {
        Flush();
        if (_hasBlank && !_hasText)
        {
            fail(NoTask("The input is empty"), "");
        }
    }

    /// <summary>Creates the error for JSON without a task.</summary>
    public static SunoApiException NoTask(string what) =>
        new(
            SunoErrorKind.InvalidResponse,
            $"{what}. Give a saved response, the body of a notify_hook, or a line of a log that ends in either.");

    /// <summary>Lists the members around the tasks that are not read; null for none.</summary>
    public static string? UnreadText(IReadOnlyCollection<string> names) => names.Count == 0
        ? null
        : $"Ignored {(names.Count == 1 ? "the member" : "the members")} '{string.Join("', '", names)}' "
            + "beside the tasks.";

    private static Reading Read(string text)
    {
        IReadOnlyList<SunoTask> tasks = SunoJson.ReadTasks(
            Encoding.UTF8.GetBytes(text), out SunoApiException? error, out IReadOnlyCollection<string> unread);
        error ??= tasks.Count == 0 ? NoTask("The JSON holds no task") : null;
        return new Reading(text, tasks, unread, error);
    }

    private readonly record struct Reading(
        string Text, IReadOnlyList<SunoTask> Tasks, IReadOnlyCollection<string> Unread, SunoApiException? Error);
}
