using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SunoPS;

/// <summary>The fields of one kind of object.</summary>
/// <typeparam name="T">The object.</typeparam>
internal abstract class FieldTable<T>
{
    /// <summary>Number of shared strings of all tables.</summary>
    public const int SharedSlots = 2;

    private readonly Field<T>[] _byName;
    private readonly NameIndex _index;

    protected FieldTable(params Field<T>[] fields)
    {
        Fields = fields;
        _byName = [.. fields.SelectMany(field => field.Names.Select(_ => field))];
        _index = new NameIndex([.. fields.SelectMany(field => field.Names)]);
    }

    /// <summary>The fields, in the order of the table.</summary>
    public IReadOnlyList<Field<T>> Fields { get; }

    /// <summary>Reads the members of an object to a target.</summary>
    /// <param name="reader">At the start of the object; moved to its end.</param>
    /// <param name="source">The JSON text.</param>
    /// <param name="target">The object.</param>
    /// <param name="additional">Receives the members that the target does not hold.</param>
    /// <param name="excluded">Fields with one of these traits are kept as additional.</param>
    [MethodImpl(Hot.Path)]
    public void Read(
        ref Utf8JsonReader reader,
        ref JsonSource source,
        T target,
        ref AdditionalProperties additional,
        FieldTraits excluded = FieldTraits.None)
    {
        while (source.Steps.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            int memberStart = (int)reader.TokenStartIndex;
            Field<T>? field = Find(name);
            source.Steps.Read(ref reader);
            int valueStart = (int)reader.TokenStartIndex;
            bool isHeld = false;
            if (field is null || (field.Traits & excluded) != 0)
            {
                source.Steps.Skip(ref reader);
            }
            else
            {
                isHeld = field.Read(ref reader, ref source, target, memberStart);
            }

            if (!isHeld)
            {
                additional.Add(name, source.Utf8[valueStart..(int)reader.BytesConsumed]);
            }
        }
    }

    /// <summary>Finds the field with a name in any case style; null if there is none.</summary>
    [MethodImpl(Hot.Path)]
    public Field<T>? Find(ReadOnlySpan<byte> name)
    {
        int place = _index.Find(name);
        return place < 0 ? null : _byName[place];
    }

    protected static Field<T> Text(
        string names, Func<T, string?, string?> merge, FieldTraits traits = FieldTraits.None) =>
        new TextField<T>(names, traits, isJoined: false, merge);

    protected static Field<T> JoinedText(
        string names, Func<T, string?, string?> merge, FieldTraits traits = FieldTraits.None) =>
        new TextField<T>(names, traits, isJoined: true, merge);

    protected static Field<T> SharedText(
        string names, int slot, Func<T, string?, string?> merge, FieldTraits traits = FieldTraits.None) =>
        new SharedTextField<T>(names, traits, slot, merge);

    protected static Field<T> SourcedText(
        string names, Func<T, string, Range, string> merge, FieldTraits traits = FieldTraits.None) =>
        new SourcedTextField<T>(names, traits, merge);

    protected static Field<T> Time(
        string names, Func<T, DateTime?, DateTime?> merge, FieldTraits traits = FieldTraits.None) =>
        new ValueField<T, DateTime>(names, traits, JsonScalar.TryReadTime, merge);

    protected static Field<T> Duration(
        string names, Func<T, TimeSpan?, TimeSpan?> merge, FieldTraits traits = FieldTraits.None) =>
        new ValueField<T, TimeSpan>(names, traits, JsonScalar.TryReadDuration, merge);

    protected static Field<T> Percent(
        string names, Func<T, int?, int?> merge, FieldTraits traits = FieldTraits.None) =>
        new ValueField<T, int>(names, traits, JsonScalar.TryReadPercent, merge);

    protected static Field<T> Content(
        string names, ContentReader<T> read, FieldTraits traits = FieldTraits.None) =>
        new ContentField<T>(names, traits, read);
}
