using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SunoPS;

/// <summary>A task while it is read.</summary>
/// <param name="gateway">The name of the gateway; null for saved JSON.</param>
internal sealed class TaskDraft(string? gateway)
{
    /// <summary>Takes the members that no property holds.</summary>
    public AdditionalProperties AdditionalProperties;

    private string? _actionAhead;
    private bool _hasLookedAhead;

    public SunoTask Task { get; } = new() { Gateway = gateway };

    public string? TaskId { get; set; }

    public List<ClipDraft> Clips { get; } = [];

    public SunoLyrics? Lyrics { get; set; }

    /// <summary>True if clips or lyrics were read: another <c>data</c> is a field of its own then.</summary>
    public bool HasContent => Clips.Count > 0 || Lyrics is not null;

    /// <summary>True if a clip or the lyrics have a field that nothing else has.</summary>
    public bool IsCertain { get; set; }

    /// <summary>Where the content stands.</summary>
    public Range Content { get; set; }

    /// <summary>The task id of the first clip, without the clip's own suffix; null if it has none.</summary>
    public string? TaskIdOfClips => Clips.Count > 0 && Clips[0].TaskId is { } taskId
        ? taskId.EndsWith("_1", StringComparison.Ordinal) ? taskId[..^2] : taskId
        : null;

    /// <summary>The task's action, which can follow its content in the JSON.</summary>
    /// <param name="reader">Stands on the content. Looks ahead only once for a task.</param>
    /// <param name="steps">Moves the reader on.</param>
    public string? ActionFor(Utf8JsonReader reader, ReadingSteps steps)
    {
        if (Task.Action is null && !_hasLookedAhead)
        {
            _hasLookedAhead = true;
            _actionAhead = FindAction(reader, steps);
        }

        return Task.Action ?? _actionAhead;
    }

    /// <summary>The finished task.</summary>
    /// <param name="fallbackId">The id of a task that has none of its own.</param>
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
    /// The finished task of content that came without a task around it. Its state is what the content shows, which
    /// misses a task that the gateway has given up.
    /// </summary>
    /// <param name="fallbackId">The id that was asked for; null if it is not known.</param>
    public SunoTask CompleteBare(string? fallbackId)
    {
        SunoTask task = Complete(fallbackId ?? TaskIdOfClips);
        InferState(task);
        return task;
    }

    /// <summary>Sets action and state of a task to what its content shows.</summary>
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
