namespace SunoPS.Gateway;

/// <summary>The behavior of the media host of a gateway.</summary>
public sealed record MediaSettings
{
    /// <summary>The minimum size of a file, in bytes; each file has up to 4 KiB more, by its name.</summary>
    public int Bytes { get; init; } = 64 * 1024;

    /// <summary>The version of the files: another version has other bytes and another validator.</summary>
    public int Version { get; init; } = 1;

    public bool TakesRanges { get; init; } = true;

    /// <summary>Whether <c>If-Range</c> is supported. Otherwise the host sends parts of another version.</summary>
    public bool TakesIfRange { get; init; } = true;

    public WrongPart WrongPart { get; init; }

    public MediaValidator Validator { get; init; }

    /// <summary>Whether to send <c>Content-Length</c>; chunks otherwise.</summary>
    public bool SaysLength { get; init; } = true;

    /// <summary>The fraction of responses that end at a random byte: half by a reset.</summary>
    public double CutRate { get; init; }

    /// <summary>The seed for <see cref="CutRate"/>: every run is the same.</summary>
    public int Seed { get; init; }

    /// <summary>The byte after which the first response for each file ends; null for none.</summary>
    public int? CutAt { get; init; }

    /// <summary>The pause before every 16 KiB, in milliseconds.</summary>
    public int PauseMilliseconds { get; init; }
}
