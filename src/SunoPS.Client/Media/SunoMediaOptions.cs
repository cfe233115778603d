namespace SunoPS;

/// <summary>Options for saving media: kinds, folder, names.</summary>
public sealed record SunoMediaOptions
{
    /// <summary>
    /// The default name template: the title for people, the id so that no two clips get the same name.
    /// </summary>
    public const string DefaultNameTemplate = "{Title} {ClipId}";

    /// <summary>The full path of the folder; created where it does not exist.</summary>
    public required string Folder { get; init; }

    /// <summary>The media of each clip to save.</summary>
    public IReadOnlyList<SunoMedia> Media { get; init; } = [SunoMedia.Audio];

    /// <summary>
    /// The file names without their extension: text with <c>{Title}</c>, <c>{ClipId}</c>, <c>{TaskId}</c>,
    /// <c>{Index}</c>,
    /// <c>{Model}</c>, <c>{Tags}</c> and <c>{Date}</c> in it; <c>{{</c> and <c>}}</c> for braces.
    /// </summary>
    public string NameTemplate { get; init; } = DefaultNameTemplate;

    /// <summary>True to overwrite existing files.</summary>
    public bool Overwrite { get; init; }

    /// <summary>True to save also the media of clips that are still being generated.</summary>
    public bool IncludeStreaming { get; init; }

    /// <summary>True to write every property of a clip as JSON beside its media.</summary>
    public bool Metadata { get; init; }

    /// <summary>
    /// Proxy, certificate check, retries and the limit of downloads in flight; <see
    /// cref="SunoConnectionOptions.TimeoutSec"/> is the longest time in which a media host may send nothing.
    /// </summary>
    public SunoConnectionOptions Network { get; init; } = new();

    /// <summary>
    /// The base address of the gateway that the clips come from; null if it is not known. Media on this machine or
    /// in a private network is downloaded where the gateway is in the same kind of network, and
    /// <see cref="SunoConnectionOptions.SkipCertificateCheck"/> holds for the gateway's host alone.
    /// </summary>
    public Uri? GatewayUri { get; init; }

    /// <summary>Masks the key in errors: a gateway may have put it into an address or a title.</summary>
    internal KeyMask KeyMask { get; init; } = KeyMask.None;

    /// <summary>True to download media from this machine and from private networks, whatever the gateway.</summary>
    public bool AllowPrivateNetwork { get; init; }

    /// <summary>The largest file, in bytes. Default 2 GiB.</summary>
    public long MaximumBytes { get; init; } = 2L * 1024 * 1024 * 1024;
}
