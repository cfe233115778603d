using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace SunoPS;

/// <summary>The data of a page, read by its script.</summary>
/// <param name="Columns">The names of the user's columns, in their order.</param>
/// <param name="Clips">The clips, in their order.</param>
internal sealed record SongPageData(IReadOnlyList<string> Columns, IReadOnlyList<SongPageClip> Clips);

/// <summary>One clip of a page.</summary>
internal sealed record SongPageClip
{
    public string? TaskId { get; init; }

    public string? ClipId { get; init; }

    public string? Title { get; init; }

    public int Index { get; init; }

    public double? Seconds { get; init; }

    public string? Model { get; init; }

    public string? Tags { get; init; }

    public string? Lyrics { get; init; }

    /// <summary>The reason why the clip has no song; null if it has one.</summary>
    public string? Problem { get; init; }

    /// <summary>The address that plays the song; null for none.</summary>
    public string? Audio { get; init; }

    public string? Video { get; init; }

    public string? Cover { get; init; }

    /// <summary>The path of the song relative to the page; null if it is not saved.</summary>
    public string? File { get; init; }

    /// <summary>The address of the audio as sent; null if the page has files.</summary>
    public string? AudioUrl { get; init; }

    public bool Choice { get; init; }

    public string? Note { get; init; }

    public IReadOnlyDictionary<string, string>? Columns { get; init; }
}

/// <summary>Generated code for the data of a page.</summary>
[JsonSourceGenerationOptions]
[JsonSerializable(typeof(SongPageData))]
internal sealed partial class SongPageJson : JsonSerializerContext
{
    /// <summary>Options for JSON in a page: escapes all characters that have a meaning in HTML.</summary>
    public static SongPageJson Embedded { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    });
}
