namespace SunoPS.Gateway;

/// <summary>How the media host of a gateway behaves.</summary>
public sealed record MediaSettings
{
    /// <summary>The least size of a file, in bytes; each has up to 4 KiB more, by its name.</summary>
    public int Bytes { get; init; } = 64 * 1024;

    /// <summary>Which edition of the files is served: another number, other bytes and another validator.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Whether a part of a file can be asked for.</summary>
    public bool TakesRanges { get; init; } = true;

    /// <summary>
    /// Whether <c>If-Range</c> is looked at. A host that does not sends parts of what the client never began with.
    /// </summary>
    public bool TakesIfRange { get; init; } = true;

    /// <summary>What is wrong with parts of a file.</summary>
    public WrongPart WrongPart { get; init; }

    /// <summary>What is said of a file besides.</summary>
    public MediaValidator Validator { get; init; }

    /// <summary>Whether the length is said beforehand; chunks otherwise.</summary>
    public bool SaysLength { get; init; } = true;

    /// <summary>
    /// The share of answers that are cut off at some byte, 0 to 1: half of them by a reset, half by an end in order.
    /// </summary>
    public double CutRate { get; init; }

    /// <summary>
    /// Where the dice of <see cref="CutRate"/> begin: the n-th answer for a file is cut at the same byte in every run.
    /// </summary>
    public int Seed { get; init; }

    /// <summary>The pause before every 16 KiB, in milliseconds.</summary>
    public int PauseMilliseconds { get; init; }

    /// <summary>Refuses what no host could do.</summary>
    /// <exception cref="ArgumentException">A property has a value that it cannot have.</exception>
    internal void Check()
    {
        if (Bytes < 64 || CutRate is not (>= 0 and <= 1) || PauseMilliseconds < 0)
        {
            throw new ArgumentException("A file has 64 bytes at least, a rate goes from 0 to 1, and a pause from 0.");
        }
    }
}
