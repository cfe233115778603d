using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace SunoPS;

/// <summary>The state of a file that is incomplete or not yet renamed.</summary>
internal sealed record PartState
{
    /// <summary>The address, without its query.</summary>
    public required string Address { get; init; }

    /// <summary>The strong <c>ETag</c>; null if there is none.</summary>
    public string? ETag { get; init; }

    /// <summary>
    /// The <c>Last-Modified</c> header; null if there is an ETag, or if the time does not identify one version.
    /// </summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>The length of the whole file, in bytes; null if the host did not send it.</summary>
    public long? Length { get; init; }

    /// <summary>The extension of the whole file.</summary>
    public required string Extension { get; init; }

    /// <summary>Number of bytes at the beginning that the digest covers.</summary>
    public required int HeadLength { get; init; }

    /// <summary>
    /// The digest of the first bytes, which shows whether this note belongs to the part file beside it.
    /// </summary>
    public required string HeadDigest { get; init; }

    /// <summary>True if every byte is on the disk and only the rename failed.</summary>
    public bool IsWhole { get; init; }

    /// <summary>True if the host can check later whether the file is unchanged.</summary>
    [JsonIgnore]
    public bool HasValidator => ETag is not null || LastModified is not null;

    /// <summary>Computes the digest of the first bytes of a file.</summary>
    public static string DigestOf(ReadOnlySpan<byte> head) => Convert.ToHexString(SHA256.HashData(head.ToArray()));
}
