using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SunoPS;

/// <summary>Reads one kind of scalar.</summary>
/// <returns>False if the value is not of that kind, or is more than the result says.</returns>
internal delegate bool ValueReader<TValue>(ref Utf8JsonReader scalar, out TValue? value)
    where TValue : struct;

/// <summary>Reads a value that is not a scalar; the reader is left at the end of the value.</summary>
/// <returns>True if the target holds the value, whole.</returns>
internal delegate bool ContentReader<in T>(ref Utf8JsonReader reader, ref JsonSource source, T target);

/// <summary>One field of the wire: its names, its kind of value and the property that takes it.</summary>
/// <typeparam name="T">The object that the field belongs to.</typeparam>
internal abstract class Field<T>(string names, FieldTraits traits)
{
    /// <summary>The names on the wire.</summary>
    public string[] Names { get; } = names.Split('|');

    public FieldTraits Traits => traits;

    /// <summary>
    /// Reads the value that the reader stands on. The first value wins that is not empty: a field can come by several
    /// names.
    /// </summary>
    /// <param name="reader">Stands on the start of the value; is left at its end.</param>
    /// <param name="source">The text that the reader reads.</param>
    /// <param name="target">The object.</param>
    /// <param name="memberStart">Where the name of the field begins, with its quotation mark.</param>
    /// <returns>True if the property holds the value, whole; else the original has to be kept.</returns>
    public abstract bool Read(ref Utf8JsonReader reader, ref JsonSource source, T target, int memberStart);
}

/// <summary>A text, or texts in an array that are joined.</summary>
/// <param name="names">The names on the wire, separated by <c>|</c>.</param>
/// <param name="traits">What is special about it.</param>
/// <param name="isJoined">True for texts in an array.</param>
/// <param name="merge">Gives the property the text where it has none, and returns what it holds.</param>
internal sealed class TextField<T>(string names, FieldTraits traits, bool isJoined, Func<T, string?, string?> merge)
    : Field<T>(names, traits)
{
    private readonly bool _isPooled = traits.HasFlag(FieldTraits.Pooled);

    [MethodImpl(Hot.Path)]
    public override bool Read(ref Utf8JsonReader reader, ref JsonSource source, T target, int memberStart)
    {
        StringPool? pool = _isPooled ? source.Pool : null;
        bool isWhole = isJoined
            ? JsonScalar.TryReadJoinedText(ref reader, source.Steps, pool, out string? text)
            : JsonScalar.TryReadText(ref reader, source.Steps, pool, out text);
        return isWhole && (text is null || merge(target, text) == text);
    }
}

/// <summary>A long text that successive objects repeat.</summary>
/// <param name="names">The names on the wire, separated by <c>|</c>.</param>
/// <param name="traits">What is special about it.</param>
/// <param name="slot">Its own number for <see cref="JsonSource.LastText"/>.</param>
/// <param name="merge">Gives the property the text where it has none, and returns what it holds.</param>
internal sealed class SharedTextField<T>(string names, FieldTraits traits, int slot, Func<T, string?, string?> merge)
    : Field<T>(names, traits)
{
    [MethodImpl(Hot.Path)]
    public override bool Read(ref Utf8JsonReader reader, ref JsonSource source, T target, int memberStart)
    {
        int start = (int)reader.TokenStartIndex;
        ref (string? Text, Range Value) last = ref source.LastText(slot);
        if (last.Text is not null
            && source.Utf8[start..(int)reader.BytesConsumed].SequenceEqual(source.Utf8[last.Value]))
        {
            return merge(target, last.Text) == last.Text;
        }

        bool isWhole = JsonScalar.TryReadText(ref reader, source.Steps, pool: null, out string? text);
        last = (text, start..(int)reader.BytesConsumed);
        return isWhole && (text is null || merge(target, text) == text);
    }
}

/// <summary>A text of which it shows only later whether its member has to be kept.</summary>
/// <param name="names">The names on the wire, separated by <c>|</c>.</param>
/// <param name="traits">What is special about it.</param>
/// <param name="merge">
/// Takes the text and where its member stands, and returns the text that the property holds.
/// </param>
internal sealed class SourcedTextField<T>(string names, FieldTraits traits, Func<T, string, Range, string> merge)
    : Field<T>(names, traits)
{
    [MethodImpl(Hot.Path)]
    public override bool Read(ref Utf8JsonReader reader, ref JsonSource source, T target, int memberStart) =>
        JsonScalar.TryReadText(ref reader, source.Steps, pool: null, out string? text)
        && (text is null || merge(target, text, memberStart..(int)reader.BytesConsumed) == text);
}

/// <summary>A time, length or percentage.</summary>
/// <param name="names">The names on the wire, separated by <c>|</c>.</param>
/// <param name="traits">What is special about it.</param>
/// <param name="read">Reads the value.</param>
/// <param name="merge">Gives the property the value where it has none, and returns what it holds.</param>
internal sealed class ValueField<T, TValue>(
    string names, FieldTraits traits, ValueReader<TValue> read, Func<T, TValue?, TValue?> merge)
    : Field<T>(names, traits)
    where TValue : struct, IEquatable<TValue>
{
    [MethodImpl(Hot.Path)]
    public override bool Read(ref Utf8JsonReader reader, ref JsonSource source, T target, int memberStart)
    {
        bool isWhole = JsonScalar.TryRead(ref reader, source.Steps, read, out TValue? value);
        return (value is null || merge(target, value)!.Value.Equals(value.Value)) && isWhole;
    }
}

/// <summary>A value that is an object or array with fields of its own.</summary>
/// <param name="names">The names on the wire, separated by <c>|</c>.</param>
/// <param name="traits">What is special about it.</param>
/// <param name="read">Reads the value.</param>
internal sealed class ContentField<T>(string names, FieldTraits traits, ContentReader<T> read) : Field<T>(names, traits)
{
    [MethodImpl(Hot.Path)]
    public override bool Read(ref Utf8JsonReader reader, ref JsonSource source, T target, int memberStart) =>
        read(ref reader, ref source, target);
}
