using System.Text.Json;

namespace SunoPS;

/// <summary>The place of a JSON value in its text: it is decoded for its property, or kept as sent.</summary>
internal readonly struct RawValue(int start, int length)
{
    /// <summary>True if there is a value, even null.</summary>
    public bool Exists => length > 0;

    public int Start => start;

    public int End => start + length;

    /// <summary>The first of the objects in it, if it was opened: the value itself, or items of an array.</summary>
    public WireObject? First { get; init; }

    /// <summary>True if it was opened, and has anything beside objects that is not empty.</summary>
    public bool HasOthers { get; init; }

    /// <summary>The only object in it; null if there is none, or anything else.</summary>
    public WireObject? Only => HasOthers || First?.Next is not null ? null : First;

    /// <summary>Returns the text of the value.</summary>
    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> utf8) => utf8.Slice(start, length);

    /// <inheritdoc cref="In(ReadOnlySpan{byte})"/>
    public ReadOnlyMemory<byte> In(ReadOnlyMemory<byte> utf8) => utf8.Slice(start, length);

    /// <summary>Returns the place of the value at the reader's position, and moves the reader to its end.</summary>
    public static RawValue Skip(ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return Since(start, ref reader);
    }

    /// <summary>Returns the place of a value that the reader has read.</summary>
    public static RawValue Since(int start, ref Utf8JsonReader reader) => new(start, (int)reader.BytesConsumed - start);
}
