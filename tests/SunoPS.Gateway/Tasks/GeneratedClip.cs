namespace SunoPS.Gateway;

/// <summary>A clip of a generated task, before it takes the shape of a dialect.</summary>
/// <param name="Task">The task that it is a clip of.</param>
/// <param name="Index">Which clip of the task, from 1.</param>
/// <param name="IsComplete">Whether it is a file, rather than a stream that is still being made.</param>
internal readonly record struct GeneratedClip(StoredTask Task, int Index, bool IsComplete)
{
    /// <summary>How many clips a music task has.</summary>
    public const int PerTask = 2;

    private const long ShortestCentiseconds = 12892;
    private const long CentisecondsSpan = 11200;

    public string Id { get; } = TaskIds.Clip(Task.Id, Index);

    public Song Song => SongBook.SongOf(Task.Number);

    /// <summary>
    /// Whether the nested shape gives whole seconds, as real answers do now and then. The flat one always does.
    /// </summary>
    public bool HasWholeDuration => Task.Number % 3 == 2;

    /// <summary>The length in seconds, with two decimals.</summary>
    public decimal Duration
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
}
