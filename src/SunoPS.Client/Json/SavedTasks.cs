namespace SunoPS;

/// <summary>The tasks of a saved text, and what of it is not read.</summary>
internal sealed class SavedTasks(params IEnumerable<SunoTask> tasks)
{
    private readonly SortedSet<string> _unread = new(StringComparer.Ordinal);
    private GatewayAnswer? _withoutTask;
    private string? _fault;
    private bool _hasForeignData;

    public List<SunoTask> Tasks { get; } = [.. tasks];

    /// <summary>The names of members around the tasks that are not read.</summary>
    public IReadOnlyCollection<string> Unread => _unread;

    /// <summary>Why there is no task, or which text beside the tasks is not read; null for neither.</summary>
    public SunoApiException? Error =>
        _withoutTask is { IsError: true } ? ErrorOf(_withoutTask.Envelope)
        : Tasks.Count > 0 ? _fault is not null ? Unreadable($"A part of the text is {_fault}")
            : _hasForeignData ? Unreadable("The JSON also has values that are not tasks; they are not read")
            : null
        : Unreadable(
            _withoutTask is not null ? "The JSON has no task"
            : _fault is not null ? $"The text is {_fault}"
            : "The text is empty");

    public void Add(GatewayAnswer answer)
    {
        Tasks.AddRange(answer.Tasks);
        _hasForeignData |= answer.HasForeignData;
        if (answer.Tasks.Count == 0)
        {
            _withoutTask ??= answer;
        }
        else
        {
            _unread.UnionWith(answer.Unread);
        }
    }

    /// <summary>Adds a part of the text that is not read.</summary>
    public void AddFault(string fault) => _fault ??= fault;

    private static SunoApiException Unreadable(string what) =>
        new(SunoErrorKind.InvalidResponse, what, Remedy.GiveTasks);

    private static SunoApiException ErrorOf(ErrorBody body) =>
        new(
            SunoErrorKind.GatewayError,
            $"The JSON is an error of a gateway: {Quote(body.Message ?? body.Code) ?? "without words"}",
            Remedy.GiveTasks)
        {
            Code = Quote(body.Code),
            GatewayMessage = Quote(body.Message),
            RequestId = Quote(body.RequestId),
        };

    private static string? Quote(string? text) => DisplayText.Quote(text, KeyMask.None);
}
