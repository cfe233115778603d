namespace SunoPS.Gateway;

/// <summary>A clip of a generated task, independent of the dialect.</summary>
/// <param name="Index">The index of the clip in the task, from 1.</param>
/// <param name="IsComplete">Whether the clip is a file, not a live stream.</param>
internal readonly record struct GeneratedClip(StoredTask Task, int Index, bool IsComplete)
{
    /// <summary>Number of clips of a music task.</summary>
    public const int PerTask = 2;

    private const long ShortestCentiseconds = 12892;
    private const long CentisecondsSpan = 11200;

    public string Id { get; } = TaskIds.Clip(Task.Id, Index);

    public Song Song => SongBook.SongOf(Task.Number);

    /// <summary>Whether the nested shape has whole seconds; the flat shape always has.</summary>
    public bool HasWholeDuration => Task.Number % 3 == 2;

    /// <summary>The length in seconds, with two decimals.</summary>
    private decimal Duration
    {
        get
        {
            long drift = ((Task.Number % CentisecondsSpan * 37) + ((Index - 1) * 1731)) % CentisecondsSpan;
            return new decimal((int)(ShortestCentiseconds + drift), 0, 0, false, 2);
        }
    }

    public string AudioUrl =>
        IsComplete ? $"https://cdn1.suno.ai/{Id}.mp3" : $"https://audiopipe.suno.ai/?item_id={Id}";

    public string VideoUrl => IsComplete ? $"https://cdn1.suno.ai/{Id}.mp4" : "";

    public string ImageUrl => $"https://cdn2.suno.ai/image_{Id}.jpeg";

    public string ImageLargeUrl => $"https://cdn2.suno.ai/image_large_{Id}.jpeg";

    public void WriteDuration(Utf8JsonWriter writer, bool isWhole)
    {
        if (IsComplete)
        {
            writer.WriteNumber("duration"u8, isWhole ? decimal.Truncate(Duration) : Duration);
        }
        else
        {
            writer.WriteNull("duration"u8);
        }
    }
}
