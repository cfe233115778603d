namespace SunoPS.Gateway;

/// <summary>
/// The songs that generated tasks rotate through, in <c>songs.json</c>. Together they have content that breaks careless
/// readers and writers: line breaks, quotation marks, commas, characters that are invalid in file names, and non-ASCII
/// text. The last one is an instrumental.
/// </summary>
internal static class SongBook
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private static readonly Song[] Songs =
    [
        .. JsonSerializer.Deserialize<Entry[]>(
            File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "songs.json")), Options)!
            .Select(entry => new Song(entry.Title, entry.Tags, entry.Prompt, entry.Description)),
    ];

    public static Song SongOf(long number) => Songs[number % Songs.Length];

    /// <summary>Returns the song of a lyrics task, never an instrumental.</summary>
    public static Song LyricsOf(long number) => Songs[number % (Songs.Length - 1)];

    private sealed record Entry(string Title, string[] Tags, string[] Prompt, string? Description);
}
