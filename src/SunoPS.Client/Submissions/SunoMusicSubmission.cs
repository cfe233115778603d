namespace SunoPS;

/// <summary>
/// A request for music from a description or from lyrics, new or as the continuation of a clip. Empty texts count as
/// missing.
/// </summary>
public sealed record SunoMusicSubmission() : SunoSubmission(KindName, "music")
{
    internal const string KindName = "Music";

    private const int MaxNamedColumns = 10;

    /// <summary>
    /// The description of the music (<c>gpt_description_prompt</c>); Suno writes the lyrics, the title and the tags.
    /// Null if <see cref="Lyrics"/> is set.
    /// </summary>
    public string? Description { get; init; }

    /// <summary>The lyrics to sing (<c>prompt</c>). Null if <see cref="Description"/> is set.</summary>
    public string? Lyrics { get; init; }

    /// <summary>The title (<c>title</c>), only with lyrics; null for none.</summary>
    public string? Title { get; init; }

    /// <summary>Styles and moods, separated by commas (<c>tags</c>), only with lyrics; null for none.</summary>
    public string? Tag { get; init; }

    /// <summary>Styles and moods to avoid (<c>negative_tags</c>), only with lyrics; null for none.</summary>
    public string? NegativeTag { get; init; }

    /// <summary>True for music without vocals (<c>make_instrumental</c>).</summary>
    public bool Instrumental { get; init; }

    /// <summary>
    /// The model (<c>mv</c>), such as those of <see cref="SunoModel.Known"/>; null for the gateway's default.
    /// </summary>
    public string? Model { get; init; }

    /// <summary>The clip to continue (<c>continue_clip_id</c>); null for new music.</summary>
    public string? ContinueClipId { get; init; }

    /// <summary>
    /// The position in that clip where the music continues, sent in seconds (<c>continue_at</c>); null for its end.
    /// </summary>
    public TimeSpan? ContinueAt { get; init; }

    /// <summary>The task of that clip (<c>task_id</c>), which some gateways require; null for none.</summary>
    public string? ContinueTaskId { get; init; }

    private protected override string? Subject => Given(Title) ?? Given(Description) ?? Given(Lyrics);

    private protected override IEnumerable<(string Name, object? Value)> Members =>
    [
        ("gpt_description_prompt", Given(Description)),
        ("prompt", Given(Lyrics)),
        ("title", Given(Title)),
        ("tags", Given(Tag)),
        ("negative_tags", Given(NegativeTag)),
        ("make_instrumental", Instrumental),
        ("mv", Given(Model)),
        ("task_id", Given(ContinueTaskId)),
        ("continue_clip_id", Given(ContinueClipId)),
        ("continue_at", ContinueAt),
    ];

    private protected override string? FindOwnFault() => (Given(Description), Given(Lyrics)) switch
    {
        (not null, not null) => "it has both a description and lyrics; give only one",
        (null, null) when Columns.Any(static column => column.Key != nameof(Name)) =>
            $"it has neither {nameof(Description)} nor {nameof(Lyrics)}; its columns are "
            + string.Join(", ", Columns.Take(MaxNamedColumns).Select(column => DisplayText.Line(column.Key))),
        (null, null) => "it has neither a description nor lyrics; give one",
        (_, null) when (Given(Title) ?? Given(Tag) ?? Given(NegativeTag)) is not null =>
            "a title and tags need lyrics; with a description, Suno chooses them",
        _ when Given(ContinueClipId) is not null => ContinueAt < TimeSpan.Zero ? "ContinueAt is negative" : null,
        _ when ContinueAt is not null || Given(ContinueTaskId) is not null =>
            "ContinueAt and ContinueTaskId need ContinueClipId, the clip to continue",
        _ => null,
    };
}
