using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace SunoPS;

/// <summary>The state of a file that is incomplete or not renamed yet.</summary>
internal sealed record PartState
{
    /// <summary>The address, without its query.</summary>
    public required string Address { get; init; }

    /// <summary>Its strong <c>ETag</c>; null if it has none.</summary>
    public string? ETag { get; init; }

    /// <summary>Its <c>Last-Modified</c>, where there is no ETag and it identifies one edition; else null.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>The length of the whole file, in bytes; null if the host did not send it.</summary>
    public long? Length { get; init; }

    /// <summary>The extension of the whole file.</summary>
    public required string Extension { get; init; }

    /// <summary>How many of its first bytes have the digest.</summary>
    public required int HeadLength { get; init; }

    /// <summary>
    /// The digest of its first bytes, which shows whether the part beside this note is the one it was written for.
    /// </summary>
    public required string HeadDigest { get; init; }

    /// <summary>True if every byte is on the disk, and only the rename failed.</summary>
    public bool IsWhole { get; init; }

    /// <summary>True if the host can tell later whether the file is still the same.</summary>
    [JsonIgnore]
    public bool HasValidator => ETag is not null || LastModified is not null;

    /// <summary>The digest of the first bytes of a file.</summary>
    public static string DigestOf(ReadOnlySpan<byte> head) => Convert.ToHexString(SHA256.HashData(head.ToArray()));
}
