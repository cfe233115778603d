using static SunoPS.FieldTraits;

namespace SunoPS;

/// <summary>The fields of the result of a lyrics task.</summary>
internal sealed class LyricsFields : FieldTable<SunoLyrics>
{
    private LyricsFields()
        : base(
            Text("id", static (lyrics, text) => lyrics.Id ??= text),
            Text("title", static (lyrics, text) => lyrics.Title ??= text),
            Text("text", static (lyrics, text) => lyrics.Text ??= text, Certain),
            JoinedText("tags", static (lyrics, text) => lyrics.Tags ??= text, Pooled),
            Text("status", static (lyrics, text) => lyrics.RawStatus ??= text, Pooled),
            Text("error_message", static (lyrics, text) => lyrics.ErrorMessage ??= text, Pooled))
    {
    }

    public static LyricsFields Table { get; } = new();
}
