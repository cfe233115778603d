using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SunoPS;

/// <summary>Reads one kind of scalar.</summary>
/// <returns>False if the value is not of that kind, or if the result does not represent all of it.</returns>
internal delegate bool ValueReader<TValue>(ref Utf8JsonReader scalar, out TValue? value)
    where TValue : struct;

/// <summary>Reads a value that is not a scalar, and moves the reader to its end.</summary>
/// <returns>True if the target holds the whole value.</returns>
internal delegate bool ContentReader<in T>(ref Utf8JsonReader reader, ref JsonSource source, T target);

/// <summary>A field on the wire: its names, its kind of value, and its property.</summary>
/// <typeparam name="T">The object that the field belongs to.</typeparam>
internal abstract class Field<T>(string names, FieldTraits traits)
{
    /// <summary>The names on the wire.</summary>
    public string[] Names { get; } = names.Split('|');

    public FieldTraits Traits => traits;

    /// <summary>
    /// Reads the value at the reader's position. The first value that is not empty wins, because a field can occur
    /// under several names.
    /// </summary>
    /// <param name="reader">At the start of the value; moved to its end.</param>
    /// <param name="source">The JSON text.</param>
    /// <param name="target">The object.</param>
    /// <param name="memberStart">The offset of the field's name, including its quotation mark.</param>
    /// <returns>True if the property holds the whole value; otherwise the original must be kept.</returns>
    public abstract bool Read(ref Utf8JsonReader reader, ref JsonSource source, T target, int memberStart);
}

/// <summary>A string, or an array of strings that is joined.</summary>
/// <param name="names">The names on the wire, separated by <c>|</c>.</param>
/// <param name="traits">Special traits of the field.</param>
/// <param name="isJoined">True if an array is joined.</param>
/// <param name="merge">Sets the property if it is empty, and returns its value.</param>
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

/// <summary>A long string that successive objects repeat.</summary>
/// <param name="names">The names on the wire, separated by <c>|</c>.</param>
/// <param name="traits">Special traits of the field.</param>
/// <param name="slot">The number of the field for <see cref="JsonSource.LastText"/>.</param>
/// <param name="merge">Sets the property if it is empty, and returns its value.</param>
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

/// <summary>A string whose original member may have to be kept, which is decided later.</summary>
/// <param name="names">The names on the wire, separated by <c>|</c>.</param>
/// <param name="traits">Special traits of the field.</param>
/// <param name="merge">Accepts the string and the range of its member, and returns the value of the property.</param>
internal sealed class SourcedTextField<T>(string names, FieldTraits traits, Func<T, string, Range, string> merge)
    : Field<T>(names, traits)
{
    [MethodImpl(Hot.Path)]
    public override bool Read(ref Utf8JsonReader reader, ref JsonSource source, T target, int memberStart) =>
        JsonScalar.TryReadText(ref reader, source.Steps, pool: null, out string? text)
        && (text is null || merge(target, text, memberStart..(int)reader.BytesConsumed) == text);
}

/// <summary>A time, duration or percentage.</summary>
/// <param name="names">The names on the wire, separated by <c>|</c>.</param>
/// <param name="traits">Special traits of the field.</param>
/// <param name="read">Reads the value.</param>
/// <param name="merge">Sets the property if it is empty, and returns its value.</param>
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

/// <summary>An object or array with its own fields.</summary>
/// <param name="names">The names on the wire, separated by <c>|</c>.</param>
/// <param name="traits">Special traits of the field.</param>
/// <param name="read">Reads the value.</param>
internal sealed class ContentField<T>(string names, FieldTraits traits, ContentReader<T> read) : Field<T>(names, traits)
{
    [MethodImpl(Hot.Path)]
    public override bool Read(ref Utf8JsonReader reader, ref JsonSource source, T target, int memberStart) =>
        read(ref reader, ref source, target);
}
