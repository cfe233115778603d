namespace SunoPS.Client.Tests.Variations;

/// <summary>A field on the wire, and its property.</summary>
internal sealed record Field(FieldLevel Level, string Name, string Property, FieldKind Kind)
{
    private readonly PropertyInfo _property = OwnerOf(Level).GetProperty(Property)!;

    /// <summary>The fields of the protocol that have a property.</summary>
    public static IReadOnlyList<Field> All { get; } =
    [
        new(FieldLevel.Task, "task_id", nameof(SunoTask.TaskId), FieldKind.Text),
        new(FieldLevel.Task, "action", nameof(SunoTask.Action), FieldKind.Text),
        new(FieldLevel.Task, "status", nameof(SunoTask.RawStatus), FieldKind.Text),
        new(FieldLevel.Task, "fail_reason", nameof(SunoTask.FailReason), FieldKind.Text),
        new(FieldLevel.Task, "notify_hook", nameof(SunoTask.NotifyHook), FieldKind.Text),
        new(FieldLevel.Task, "submit_time", nameof(SunoTask.SubmitTime), FieldKind.Time),
        new(FieldLevel.Task, "start_time", nameof(SunoTask.StartTime), FieldKind.Time),
        new(FieldLevel.Task, "finish_time", nameof(SunoTask.FinishTime), FieldKind.Time),
        new(FieldLevel.Task, "quota", nameof(SunoTask.Quota), FieldKind.Number),
        new(FieldLevel.Task, "progress", nameof(SunoTask.Progress), FieldKind.Percent),

        new(FieldLevel.Clip, "id", nameof(SunoClip.ClipId), FieldKind.Text),
        new(FieldLevel.Clip, "clip_id", nameof(SunoClip.ClipId), FieldKind.Text),
        new(FieldLevel.Clip, "status", nameof(SunoClip.RawStatus), FieldKind.Text),
        new(FieldLevel.Clip, "create_time", nameof(SunoClip.CreateTime), FieldKind.Time),
        new(FieldLevel.Clip, "created_at", nameof(SunoClip.CreateTime), FieldKind.Time),
        new(FieldLevel.Clip, "update_time", nameof(SunoClip.UpdateTime), FieldKind.Time),
        new(FieldLevel.Clip, "updated_at", nameof(SunoClip.UpdateTime), FieldKind.Time),
        .. ClipAndMetadata("title", nameof(SunoClip.Title)),
        .. ClipAndMetadata("prompt", nameof(SunoClip.Prompt)),
        .. ClipAndMetadata("gpt_description_prompt", nameof(SunoClip.GptDescriptionPrompt)),
        .. ClipAndMetadata("model_name", nameof(SunoClip.ModelName)),
        .. ClipAndMetadata("mv", nameof(SunoClip.ModelName)),
        .. ClipAndMetadata("major_model_version", nameof(SunoClip.MajorModelVersion)),
        .. ClipAndMetadata("audio_url", nameof(SunoClip.AudioUrl)),
        .. ClipAndMetadata("video_url", nameof(SunoClip.VideoUrl)),
        .. ClipAndMetadata("image_url", nameof(SunoClip.ImageUrl)),
        .. ClipAndMetadata("image_large_url", nameof(SunoClip.ImageLargeUrl)),
        .. ClipAndMetadata("error_type", nameof(SunoClip.ErrorType)),
        .. ClipAndMetadata("error_message", nameof(SunoClip.ErrorMessage)),
        .. ClipAndMetadata("state", nameof(SunoClip.State)),
        .. ClipAndMetadata("msg", nameof(SunoClip.Message)),
        .. ClipAndMetadata("message", nameof(SunoClip.Message)),
        .. ClipAndMetadata("audio_prompt_id", nameof(SunoClip.AudioPromptId)),
        .. ClipAndMetadata("continue_clip_id", nameof(SunoClip.ContinueClipId)),
        .. ClipAndMetadata("tags", nameof(SunoClip.Tags), FieldKind.JoinedText),
        .. ClipAndMetadata("negative_tags", nameof(SunoClip.NegativeTags), FieldKind.JoinedText),
        .. ClipAndMetadata("persona_id", nameof(SunoClip.PersonaId)),
        .. ClipAndMetadata("cover_clip_id", nameof(SunoClip.CoverClipId)),
        .. ClipAndMetadata("handle", nameof(SunoClip.Handle)),
        .. ClipAndMetadata("stream_audio_url", nameof(SunoClip.AudioUrl)),
        .. ClipAndMetadata("cld2_audio_url", nameof(SunoClip.AudioUrl)),
        .. ClipAndMetadata("make_instrumental", nameof(SunoClip.Instrumental), FieldKind.Flag),
        .. ClipAndMetadata("play_count", nameof(SunoClip.PlayCount), FieldKind.Count),
        .. ClipAndMetadata("upvote_count", nameof(SunoClip.UpvoteCount), FieldKind.Count),
        .. ClipAndMetadata("duration", nameof(SunoClip.Duration), FieldKind.Duration),
        .. ClipAndMetadata("continue_at", nameof(SunoClip.ContinueAt), FieldKind.Duration),

        new(FieldLevel.Lyrics, "id", nameof(SunoLyrics.Id), FieldKind.Text),
        new(FieldLevel.Lyrics, "text", nameof(SunoLyrics.Text), FieldKind.Text),
        new(FieldLevel.Lyrics, "title", nameof(SunoLyrics.Title), FieldKind.Text),
        new(FieldLevel.Lyrics, "tags", nameof(SunoLyrics.Tags), FieldKind.JoinedText),
        new(FieldLevel.Lyrics, "status", nameof(SunoLyrics.RawStatus), FieldKind.Text),
        new(FieldLevel.Lyrics, "error_message", nameof(SunoLyrics.ErrorMessage), FieldKind.Text),
    ];

    /// <summary>Properties that are derived from other values or from the position of an object, by type.</summary>
    public static IReadOnlyDictionary<Type, string[]> Derived { get; } = new Dictionary<Type, string[]>
    {
        [typeof(SunoTask)] =
            ["Status", "IsCompleted", "Title", "Clips", "Lyrics", "LyricsText", "Elapsed", "ElapsedSec", "Gateway"],
        [typeof(SunoClip)] = ["TaskId", "Index", "Status", "DurationSec"],
        [typeof(SunoLyrics)] = ["TaskId", "Status"],
    };

    /// <summary>The type of the objects that have the property.</summary>
    public Type Owner => OwnerOf(Level);

    /// <summary>The name in every case style.</summary>
    public IEnumerable<string> Spellings => new[]
        { Name, Camel, Camel[..1].ToUpperInvariant() + Camel[1..], Name.ToUpperInvariant(), Name.Replace('_', '-') }
            .Distinct();

    private string Camel => string.Concat(
        Name.Split('_').Select((word, index) => index == 0 ? word : word[..1].ToUpperInvariant() + word[1..]));

    /// <summary>Reads the object of the field's level from a response with or without the field.</summary>
    /// <param name="member">The field with its value; empty for none.</param>
    public object Read(string member)
    {
        string more = member.Length == 0 ? "" : "," + member;
        SunoTask task = Assert.Single(SunoJson.ReadTasks(Level switch
        {
            FieldLevel.Task when Name == "progress" => $$"""{"action":"A"{{more}}}""",
            FieldLevel.Task => $$"""{"progress":1{{more}}}""",
            FieldLevel.Clip => $$"""{"task_id":"t","data":[{"metadata":{}{{more}}}]}""",
            FieldLevel.Metadata =>
                $$$"""{"task_id":"t","data":[{"clip_id":"c","metadata":{"type":"gen"{{{more}}}}}]}""",
            _ when Name == "id" => $$$"""{"task_id":"t","action":"LYRICS","data":{"title":"T"{{{more}}}}}""",
            _ => $$$"""{"task_id":"t","action":"LYRICS","data":{"id":"l"{{{more}}}}}""",
        }));
        return Level switch
        {
            FieldLevel.Task => task,
            FieldLevel.Lyrics => task.Lyrics!,
            _ => Assert.Single(task.Clips),
        };
    }

    /// <summary>Returns the values of an object without this field and values derived from it.</summary>
    public SortedDictionary<string, object?> OthersOf(object shown)
    {
        SortedDictionary<string, object?> all = PropertyValues.Of(shown);
        foreach (string own in new[] { Property, "Status", "IsCompleted", "AdditionalProperties" })
        {
            all.Remove(own);
        }

        return all;
    }

    /// <summary>Returns the value of the property, times in UTC; null if there is none.</summary>
    public object? ValueOf(object shown)
    {
        object? value = PropertyValues.Plain(_property.GetValue(shown));
        return value is "" ? null : value;
    }

    public override string ToString() => $"{Level} {Name}";

    private static Type OwnerOf(FieldLevel level) => level switch
    {
        FieldLevel.Task => typeof(SunoTask),
        FieldLevel.Lyrics => typeof(SunoLyrics),
        _ => typeof(SunoClip),
    };

    private static IEnumerable<Field> ClipAndMetadata(string name, string property, FieldKind kind = FieldKind.Text) =>
        [new(FieldLevel.Clip, name, property, kind), new(FieldLevel.Metadata, name, property, kind)];
}

public enum FieldLevel
{
    Task,
    Clip,
    Metadata,
    Lyrics,
}

public enum FieldKind
{
    Text,
    JoinedText,
    Time,
    Duration,
    Percent,
    Number,
    Count,
    Flag,
}
