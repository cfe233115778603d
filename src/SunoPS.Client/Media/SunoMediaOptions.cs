namespace SunoPS;

/// <summary>What is saved of clips, where, and how.</summary>
public sealed record SunoMediaOptions
{
    /// <summary>What files are called where nothing else is said: the title for people, the id so that no two clips can have one name.</summary>
    public const string DefaultNameTemplate = "{Title} {ClipId}";

    /// <summary>The full path of the folder; made where it does not exist.</summary>
    public required string Folder { get; init; }

    /// <summary>Which media of each clip.</summary>
    public IReadOnlyList<SunoMedia> Media { get; init; } = [SunoMedia.Audio];

    /// <summary>
    /// What files are called, without their ending: text with <c>{Title}</c>, <c>{ClipId}</c>, <c>{TaskId}</c>, <c>{Index}</c>, <c>{Model}</c>,
    /// <c>{Tags}</c> and <c>{Date}</c> in it; <c>{{</c> and <c>}}</c> for braces.
    /// </summary>
    public string NameTemplate { get; init; } = DefaultNameTemplate;

    /// <summary>True to put a new file in the place of one that is there.</summary>
    public bool Overwrite { get; init; }

    /// <summary>True to save also what a clip has while it is still being made.</summary>
    public bool IncludeStreaming { get; init; }

    /// <summary>True to write title, tags, lyrics and all else that is known of a clip as JSON beside its media.</summary>
    public bool Metadata { get; init; }

    /// <summary>Proxy, certificates, retries and the number of downloads at once; <see cref="SunoConnectionOptions.TimeoutSec"/> is the longest silence of a media host.</summary>
    public SunoConnectionOptions Network { get; init; } = new();

    /// <summary>The largest file, in bytes. Default 2 GiB.</summary>
    public long MaximumBytes { get; init; } = 2L * 1024 * 1024 * 1024;
}
