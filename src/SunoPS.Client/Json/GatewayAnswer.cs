namespace SunoPS;

/// <summary>A parsed response: tasks or an error.</summary>
/// <param name="ids">The requested ids; null if all tasks are.</param>
internal sealed class GatewayAnswer(IReadOnlyCollection<string>? ids = null)
{
    private readonly HashSet<string>? _ids = ids is null ? null : new(ids, StringComparer.OrdinalIgnoreCase);

    /// <summary>The requested tasks, in the gateway's order.</summary>
    public List<SunoTask> Tasks { get; } = [];

    /// <summary>Number of tasks in the response, requested or not.</summary>
    public int TaskCount { get; private set; }

    /// <summary>The fields beside the tasks.</summary>
    public ErrorBody Envelope { get; set; } = new();

    /// <summary>Number of bytes of the value that was read. More text can follow it.</summary>
    public int Length { get; set; }

    /// <summary>True if the response has a <c>data</c> field, or contains tasks without an envelope.</summary>
    public bool HasData { get; set; }

    /// <summary>True if the response is bare: the content of a task without the task.</summary>
    public bool IsBare { get; set; }

    /// <summary>True if <c>data</c> contains anything other than tasks.</summary>
    public bool HasForeignData { get; set; }

    /// <summary>The names of members beside the tasks that are not read, limited to a few for a message.</summary>
    public List<string> Unread { get; } = [];

    /// <summary>True if the response is a success without any data: the gateway does not know the tasks.</summary>
    public bool IsEmpty => !IsError && HasNothing;

    /// <summary>True if the envelope reports an error, by its code, its words or its status.</summary>
    public bool IsError => !IsSuccess || (!HasData && Envelope.Message is not null)
        || (HasNothing && StatusWords.ToTaskStatus(Envelope.Status) == SunoTaskStatus.Failure);

    public bool IsSuccess => !Envelope.HasError && (Envelope.Code is not { } code || IsSuccessCode(code));

    private bool HasNothing => HasData && !HasForeignData && TaskCount == 0;

    public static bool IsSuccessCode(string code) =>
        code.Trim().ToUpperInvariant() is "SUCCESS" or "SUCCEEDED" or "SUCCEED" or "OK" or "TRUE" or "0" or "1" or "200"
            or "00000" or "20000";

    /// <summary>Counts a task, and returns whether it was requested.</summary>
    public bool Count(string? taskId)
    {
        TaskCount++;
        return IsRequested(taskId);
    }

    public bool IsRequested(string? taskId) => _ids is null || (taskId is not null && _ids.Contains(taskId));
}
