using System.Text.Json.Serialization;

namespace SunoPS;

/// <summary>What a host said of a file whose beginning has been read.</summary>
internal sealed record PartState
{
    /// <summary>The address, without its query.</summary>
    public required string Address { get; init; }

    /// <summary>Its strong <c>ETag</c>; null where it has none.</summary>
    public string? ETag { get; init; }

    /// <summary>Its <c>Last-Modified</c>, where there is no ETag and it tells one edition from the next; else null.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>How many bytes the whole has; null where the host did not say.</summary>
    public long? Length { get; init; }

    /// <summary>What the name of the whole has to end in.</summary>
    public required string Extension { get; init; }

    /// <summary>True where it can be told later whether the file is still the same.</summary>
    [JsonIgnore]
    public bool HasValidator => ETag is not null || LastModified is not null;
}
