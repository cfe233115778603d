using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SunoPS;

/// <summary>A task that is being read.</summary>
/// <param name="gateway">The name of the gateway; null for saved JSON.</param>
internal sealed class TaskDraft(string? gateway)
{
    /// <summary>The members that no property holds.</summary>
    public AdditionalProperties AdditionalProperties;

    private string? _actionAhead;
    private bool _hasLookedAhead;

    public SunoTask Task { get; } = new() { Gateway = gateway };

    public string? TaskId { get; set; }

    public List<ClipDraft> Clips { get; } = [];

    public SunoLyrics? Lyrics { get; set; }

    /// <summary>True if clips or lyrics were read: a second <c>data</c> is then an additional field.</summary>
    public bool HasContent => Clips.Count > 0 || Lyrics is not null;

    /// <summary>True if a clip or the lyrics have a field that no other kind of object has.</summary>
    public bool IsCertain { get; set; }

    /// <summary>The range of the content in the JSON text.</summary>
    public Range Content { get; set; }

    /// <summary>The task id of the first clip, without the suffix of the clip; null if it has none.</summary>
    public string? TaskIdOfClips => Clips.Count > 0 && Clips[0].TaskId is { } taskId
        ? taskId.EndsWith("_1", StringComparison.Ordinal) ? taskId[..^2] : taskId
        : null;

    /// <summary>Finds the task's action, which can follow the content in the JSON.</summary>
    /// <param name="reader">At the content. A task needs only one look ahead.</param>
    /// <param name="steps">Advances the reader.</param>
    public string? ActionFor(Utf8JsonReader reader, ReadingSteps steps)
    {
        if (Task.Action is null && !_hasLookedAhead)
        {
            _hasLookedAhead = true;
            _actionAhead = FindAction(reader, steps);
        }

        return Task.Action ?? _actionAhead;
    }

    /// <summary>Returns the finished task.</summary>
    /// <param name="fallbackId">The id of a task without an id.</param>
    [MethodImpl(Hot.Path)]
    public SunoTask Complete(string? fallbackId)
    {
        Task.TaskId = TaskId ?? fallbackId ?? "";
        Task.Status = StatusWords.ToTaskStatus(Task.RawStatus);
        if (Clips.Count > 0)
        {
            var clips = new SunoClip[Clips.Count];
            for (int i = 0; i < clips.Length; i++)
            {
                clips[i] = Clips[i].Complete(Task, i + 1);
            }

            Task.Clips = new SunoClipCollection(clips);
        }

        if (Lyrics is not null)
        {
            Lyrics.TaskId = Task.TaskId;
            Task.Lyrics = Lyrics;
        }

        Task.AdditionalProperties = AdditionalProperties.ToJsonObject();
        return Task;
    }

    /// <summary>
    /// Returns the finished task for bare content. Its state is inferred from the content, which does not show that the
    /// gateway has given up a task.
    /// </summary>
    /// <param name="fallbackId">The requested id; null if unknown.</param>
    public SunoTask CompleteBare(string? fallbackId)
    {
        SunoTask task = Complete(fallbackId ?? TaskIdOfClips);
        InferState(task);
        return task;
    }

    /// <summary>Infers the action and the state of a task from its content.</summary>
    public static void InferState(SunoTask task)
    {
        SunoClipStatus[] states = [.. task.Clips.Select(clip => clip.Status)];
        string? error = null;
        if (task.Lyrics is { } lyrics)
        {
            states = [lyrics.Status];
            error = lyrics.ErrorMessage;
        }

        task.Action = task.Lyrics is null ? "MUSIC" : "LYRICS";
        bool isFinished = states.All(state => state is SunoClipStatus.Complete or SunoClipStatus.Error);
        task.Status = !isFinished ? SunoTaskStatus.InProgress
            : states.Contains(SunoClipStatus.Complete) ? SunoTaskStatus.Success
            : SunoTaskStatus.Failure;
        if (task.Status == SunoTaskStatus.Failure)
        {
            task.FailReason = error ?? task.Clips.Select(clip => clip.ErrorMessage ?? clip.ErrorType)
                .FirstOrDefault(said => said is not null);
        }
    }

    private static string? FindAction(Utf8JsonReader reader, ReadingSteps steps)
    {
        steps.Skip(ref reader);
        while (steps.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isAction = TaskFields.Table.IsAction(reader.ValueSpan);
            steps.Read(ref reader);
            if (isAction && JsonScalar.TryReadText(
                ref reader, steps, pool: null, out string? action) && action is not null)
            {
                return action;
            }

            steps.Skip(ref reader);
        }

        return null;
    }
}
