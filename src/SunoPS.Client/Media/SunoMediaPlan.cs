namespace SunoPS;

/// <summary>One file of a clip to save, or an error.</summary>
internal sealed class SunoMediaPlan(MediaSource source, SunoMedia? media)
{
    public SunoClip Clip => source.Clip;

    public object Target => source.Target;

    public IReadOnlyDictionary<string, object?> Columns => source.Columns;

    /// <summary>The media to save; null for the metadata, or if the error concerns all media of the clip.</summary>
    public SunoMedia? Media => media;

    /// <summary>The full path of the file, if its content matches its address; empty on an error.</summary>
    public string Path { get; init; } = "";

    /// <summary>The full path of a complete file; null if there is none, or if only its host can confirm it.</summary>
    public string? ExistingPath { get; init; }

    /// <summary>The error; null if the file can be saved.</summary>
    public SunoApiException? Error { get; init; }

    /// <summary>The address to download from; null for a file that is written from the clip.</summary>
    public Uri? Address { get; init; }

    /// <summary>The extensions that the file can have, the usual one first.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>The full path without extension.</summary>
    public string BasePath { get; init; } = "";

    /// <summary>The one that another clip of the run has taken; otherwise the same.</summary>
    public string NamedPath { get; init; } = "";

    /// <summary>The one that only this clip has; used if the other belongs to another clip.</summary>
    public string UniqueBasePath { get; init; } = "";
}

/// <summary>The path of one file, or its error. One that was there existed before and is unchanged.</summary>
internal sealed record SunoMediaResult(
    SunoMediaPlan Plan, string? Path, bool WasThere, SunoApiException? Error = null);

/// <summary>A clip to save, the target object of its errors, and the columns of the user by name.</summary>
internal sealed record MediaSource(SunoClip Clip, object Target, IReadOnlyDictionary<string, object?> Columns)
{
    /// <summary>The position of the clip in the run, from 1.</summary>
    public int Number { get; init; }

    /// <summary>False for the result of a lyrics task, which has nothing but lyrics.</summary>
    public bool IsSong { get; init; } = true;

    public static MediaSource OfLyrics(
        SunoLyrics lyrics, object target, IReadOnlyDictionary<string, object?> columns) =>
        new(
            new SunoClip
            {
                ClipId = lyrics.Id ?? "",
                TaskId = lyrics.TaskId,
                Index = 1,
                Title = lyrics.Title,
                Tags = lyrics.Tags,
                Prompt = lyrics.Text,
                Status = lyrics.Status,
                RawStatus = lyrics.RawStatus,
                ErrorMessage = lyrics.ErrorMessage,
                Task = target as SunoTask,
            },
            target,
            columns)
        {
            IsSong = false,
        };
}
