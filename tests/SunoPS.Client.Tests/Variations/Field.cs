namespace SunoPS.Client.Tests.Variations;

/// <summary>A field on the wire, and its property.</summary>
internal sealed record Field(FieldLevel Level, string Name, string Property, FieldKind Kind)
{
    private readonly PropertyInfo _property = OwnerOf(Level).GetProperty(Property)!;

    /// <summary>Levels, kind, and the fields of the protocol that have a property.</summary>
    private const string Table = """
        Task|Text|task_id TaskId, action Action, status RawStatus, fail_reason FailReason, notify_hook NotifyHook
        Task|Time|submit_time SubmitTime, start_time StartTime, finish_time FinishTime
        Task|Number|quota Quota
        Task|Percent|progress Progress
        Clip|Text|id ClipId, clip_id ClipId, status RawStatus
        Clip|Time|create_time CreateTime, created_at CreateTime, update_time UpdateTime, updated_at UpdateTime
        Clip Metadata|Text|title Title, prompt Prompt, gpt_description_prompt GptDescriptionPrompt
        Clip Metadata|Text|model_name ModelName, mv ModelName, major_model_version MajorModelVersion
        Clip Metadata|Text|audio_url AudioUrl, video_url VideoUrl, image_url ImageUrl, image_large_url ImageLargeUrl
        Clip Metadata|Text|error_type ErrorType, error_message ErrorMessage, state State, msg Message, message Message
        Clip Metadata|Text|audio_prompt_id AudioPromptId, continue_clip_id ContinueClipId, persona_id PersonaId
        Clip Metadata|Text|cover_clip_id CoverClipId, handle Handle, stream_audio_url AudioUrl, cld2_audio_url AudioUrl
        Clip Metadata|JoinedText|tags Tags, negative_tags NegativeTags
        Clip Metadata|Flag|make_instrumental Instrumental
        Clip Metadata|Count|play_count PlayCount, upvote_count UpvoteCount
        Clip Metadata|Duration|duration Duration, continue_at ContinueAt
        Lyrics|Text|id Id, text Text, title Title, status RawStatus, error_message ErrorMessage
        Lyrics|JoinedText|tags Tags
        """;

    public static IReadOnlyList<Field> All { get; } =
    [
        .. from row in Table.Split('\n')
           let cells = row.Split('|')
           from level in cells[0].Split(' ').Select(Enum.Parse<FieldLevel>)
           from words in cells[2].Split(", ").Select(field => field.Split(' '))
           select new Field(level, words[0], words[1], Enum.Parse<FieldKind>(cells[1])),
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
        SunoTask task = Assert.Single(SavedJson.Read(Level switch
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
