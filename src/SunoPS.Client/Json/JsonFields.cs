namespace SunoPS;

/// <summary>The fields of a JSON object, read with the tolerance of the reader for responses.</summary>
/// <param name="utf8">The text of the object.</param>
internal sealed class JsonFields(ReadOnlyMemory<byte> utf8)
{
    private readonly RawMembers _members = RawMembers.Read(utf8.Span);

    /// <summary>Returns a text.</summary>
    /// <param name="name">The name, folded.</param>
    public string? Text(string name) => Value<string?>(name, JsonScalar.TryText);

    /// <inheritdoc cref="Text"/>
    public decimal? Number(string name) => Value<decimal?>(name, JsonScalar.TryNumber);

    /// <inheritdoc cref="Text"/>
    public bool? Flag(string name) => Value<bool?>(name, JsonScalar.TryFlag);

    /// <inheritdoc cref="Text"/>
    public DateTime? Time(string name) => Value<DateTime?>(name, JsonScalar.TryTime);

    /// <summary>Returns the fields of an object; null if it is missing or anything else.</summary>
    /// <param name="name">The name, folded.</param>
    public JsonFields? Object(string name) =>
        _members.Find(name) is { Exists: true } raw && utf8.Span[raw.Start] == '{'
            ? new JsonFields(utf8[raw.Start..raw.End])
            : null;

    private T Value<T>(string name, ScalarReader<T> read) =>
        _members.Find(name) is { Exists: true } raw && read(raw.In(utf8.Span), out T value) ? value : default!;
}
