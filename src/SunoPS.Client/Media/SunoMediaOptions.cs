namespace SunoPS;

internal sealed record SunoMediaOptions
{
    /// <summary>The default name template: the title is readable, and the id keeps names distinct.</summary>
    public const string DefaultNameTemplate = "{Title} {ClipId}";

    public required string Folder { get; init; }

    public IReadOnlyList<SunoMedia> Media { get; init; } = [SunoMedia.Audio];

    /// <summary>The file names without extension, with <c>/</c> after each folder.</summary>
    public string NameTemplate { get; init; } = DefaultNameTemplate;

    public bool Overwrite { get; init; }

    /// <summary>True to save the media of clips that are still being generated, too.</summary>
    public bool IncludeStreaming { get; init; }

    /// <summary>True to write every property of a clip as JSON beside its media.</summary>
    public bool Metadata { get; init; }

    /// <summary>The settings of downloads; the time limit is that without data from a media host.</summary>
    public SunoConnectionOptions Network { get; init; } = new();

    /// <summary>The gateway, whose host alone may have any certificate if the check is skipped.</summary>
    public Uri? GatewayUri { get; init; }

    /// <summary>The network that media may be in, too; null for that of each task.</summary>
    public GatewayNetwork? GatewayNetwork { get; init; }

    /// <summary>Masks the key in errors: a gateway may include it in an address or a title.</summary>
    public KeyMask KeyMask { get; init; } = KeyMask.None;

    /// <summary>True to download media from this machine and from private networks, wherever the gateway is.</summary>
    public bool AllowPrivateNetwork { get; init; }

    /// <summary>The largest file, in bytes. Default 2 GiB.</summary>
    public long MaximumBytes { get; init; } = 2L * 1024 * 1024 * 1024;
}
