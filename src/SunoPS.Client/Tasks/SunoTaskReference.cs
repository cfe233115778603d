namespace SunoPS;

/// <summary>Refers to a task: its id, and what the caller knows of it.</summary>
public sealed class SunoTaskReference
{
    /// <summary>Creates a reference by id.</summary>
    /// <param name="taskId">The id. The result of an invalid one is an error.</param>
    public SunoTaskReference(string? taskId)
    {
        TaskId = taskId ?? "";
        Fault = SunoTaskId.ErrorOf(TaskId);
    }

    /// <summary>Creates a reference for an object without a usable id, which has this error as its result.</summary>
    internal SunoTaskReference(SunoApiException fault, object? source)
    {
        TaskId = "";
        HasId = false;
        Fault = fault;
        Source = source;
    }

    /// <summary>The id of the task; empty if there is none.</summary>
    public string TaskId { get; }

    /// <summary>
    /// The kind of the task, such as <c>MUSIC</c>; null if unknown. Used if the gateway requires an action and the
    /// options have none.
    /// </summary>
    public string? Action { get; init; }

    /// <summary>The name of the gateway of the task; null if unknown.</summary>
    public string? Gateway { get; init; }

    /// <summary>The caller's own columns of the task, in order; empty for none. They are not sent.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Columns { get; init; } = [];

    /// <summary>False for an object without an id: each one has a result.</summary>
    internal bool HasId { get; } = true;

    /// <summary>The connection to the gateway of the task; null for that of the client.</summary>
    internal SunoConnection? Connection { get; set; }

    /// <summary>The object that the caller gave; null for an id alone.</summary>
    internal object? Source { get; init; }

    /// <summary>Why the task cannot be fetched; null if it can.</summary>
    internal SunoApiException? Fault { get; set; }

    internal SunoTaskReference Copy() => (SunoTaskReference)MemberwiseClone();

    /// <summary>Returns the id, without control characters.</summary>
    /// <returns>The id of the task.</returns>
    public override string ToString() => DisplayText.Line(TaskId);
}
