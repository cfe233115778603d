namespace SunoPS.Gateway;

/// <summary>A submitted task, which advances with each fetch.</summary>
/// <param name="origin">The dialect of the task.</param>
/// <param name="media">The address of the files of its clips, with a trailing slash.</param>
internal sealed class SubmittedTask(
    long number, SubmissionRequest request, GatewayDialect origin, Uri media, SubmissionSettings settings)
{
    private readonly long _submitted = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
    private readonly Lazy<long> _finished = new(static () => DateTimeOffset.UtcNow.ToUnixTimeSeconds());
    private int _asked;

    public string Id { get; } = origin.Software == RelaySoftware.NewApi
        ? "task_" + TaskIds.Submitted(number).Replace("-", "", StringComparison.Ordinal)
        : origin.AnswersBare && request.Kind != SubmissionKind.Lyrics
        ? TaskIds.Submitted(number).Replace("-", "", StringComparison.Ordinal)
        : TaskIds.Submitted(number);

    private int ClipCount => request.Kind is SubmissionKind.Concat or SubmissionKind.Audio ? 1 : GeneratedClip.PerTask;

    public bool Fails =>
        settings.FailContains is { } text && request.Fields.GetRawText().Contains(text, StringComparison.Ordinal);

    private string FailReason => FailReasons.Of(settings.FailContains == FailReasons.Artist ? 0 : number);

    /// <summary>Returns the task in the shape of its dialect, and advances it by one step.</summary>
    public StoredTask Advance()
    {
        int step = Interlocked.Increment(ref _asked) - 1;
        bool isDone = step >= settings.Steps;
        string status = isDone ? Fails ? "FAILURE" : "SUCCESS" : step switch
        {
            0 => "NOT_START",
            1 => origin.AnswersBare ? "QUEUED" : "SUBMITTED",
            _ => "IN_PROGRESS",
        };

        // The newest task is first, so that a client that relies on the order of a response fails.
        return new StoredTask(
            Id, long.MaxValue - number, TaskKind.Recorded, number,
            Encoding.UTF8.GetBytes(Write(status, isDone).ToJsonString(JsonAnswer.Readable)));
    }

    private JsonObject Write(string status, bool isDone)
    {
        bool isStarted = status is not ("NOT_START" or "SUBMITTED" or "QUEUED");
        var task = new JsonObject
        {
            ["task_id"] = Id,
            ["action"] = request.Kind == SubmissionKind.Lyrics ? "LYRICS" : "MUSIC",
            ["status"] = status,
            ["fail_reason"] = isDone && Fails ? FailReason : "",
            ["submit_time"] = _submitted,
            ["start_time"] = isStarted ? _submitted : 0,
            ["finish_time"] = isDone ? _finished.Value : 0,
            ["data"] = isDone && !Fails ? WriteData() : null,
        };
        if (origin.SendsProgress)
        {
            task["progress"] = isDone ? "100%" : isStarted ? "50%" : "0%";
        }

        if (origin.SendsNotifyHook)
        {
            task["notify_hook"] = request.Text("notify_hook") ?? "";
        }

        if (origin.SendsQuota)
        {
            JsonObject fields = TaskWriter.RelayFields(number, _submitted, request.Kind == SubmissionKind.Lyrics);
            foreach ((string name, JsonNode? value) in fields)
            {
                task[name] = value!.DeepClone();
            }
        }

        return task;
    }

    private JsonNode WriteData() => request.Kind == SubmissionKind.Lyrics
        ? new JsonObject
        {
            ["id"] = TaskIds.Clip(TaskIds.Submitted(number), 1),
            ["text"] = $"[Verse]\nA song of {request.Text("prompt")}\nand nothing more",
            ["title"] = $"Song of {request.Text("prompt")}",
            ["status"] = "complete",
        }
        : new JsonArray(
            [
                .. Enumerable.Range(1, ClipCount).Select(index =>
                    origin.SendsFlatClips ? WriteFlatClip(index) : WriteNestedClip(index)),
            ]);

    private JsonObject WriteNestedClip(int index) => new(WriteAddresses(TaskIds.Clip(TaskIds.Submitted(number), index)))
    {
        ["status"] = "complete",
        ["title"] = Title,
        ["model_name"] = Model,
        ["major_model_version"] = "v3.5",
        ["metadata"] = new JsonObject
        {
            ["tags"] = request.Text("tags") ?? "",
            ["prompt"] = request.Text("prompt") ?? "",
            ["gpt_description_prompt"] = request.Text("gpt_description_prompt"),
            ["duration"] = 3 + index,
            ["error_type"] = null,
            ["error_message"] = null,
            ["audio_prompt_id"] = request.Text("continue_clip_id"),
        },
    };

    private JsonObject WriteFlatClip(int index) => new(WriteAddresses(TaskIds.Clip(TaskIds.Submitted(number), index)))
    {
        ["clip_id"] = TaskIds.Clip(TaskIds.Submitted(number), index),
        ["task_id"] = $"{Id}_{index}",
        ["status"] = "complete",
        ["state"] = "succeeded",
        ["title"] = Title,
        ["mv"] = Model,
        ["tags"] = request.Text("tags") ?? "",
        ["prompt"] = request.Text("prompt") ?? "",
        ["gpt_description_prompt"] = request.Text("gpt_description_prompt"),
        ["duration"] = 3 + index,
        ["continue_at"] = request.ContinueAt,
        ["continue_clip_id"] = request.Text("continue_clip_id"),
    };

    private Dictionary<string, JsonNode?> WriteAddresses(string clipId) => new()
    {
        ["id"] = clipId,
        ["audio_url"] = new Uri(media, $"{clipId}.mp3").AbsoluteUri,
        ["video_url"] = new Uri(media, $"{clipId}.mp4").AbsoluteUri,
        ["image_url"] = new Uri(media, $"{clipId}.jpeg").AbsoluteUri,
        ["image_large_url"] = new Uri(media, $"{clipId}.jpeg").AbsoluteUri,
    };

    private string Title => request.Text("title") ?? request.Text("gpt_description_prompt") ?? (
        request.Kind == SubmissionKind.Concat ? "Joined" : "");

    private string Model => request.Text("mv") ?? "chirp-v3-0";
}
