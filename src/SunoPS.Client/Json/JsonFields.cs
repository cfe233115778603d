namespace SunoPS;

/// <summary>The fields of a JSON object, read with the tolerance of the reader for responses.</summary>
/// <param name="utf8">The text of the object.</param>
internal sealed class JsonFields(ReadOnlyMemory<byte> utf8)
{
    private readonly WireObject _wire = WireReader.Read(utf8.Span);

    /// <summary>Returns a text.</summary>
    /// <param name="name">The name, folded.</param>
    public string? Text(string name) =>
        Raw(name) is { IsEmpty: false } raw && JsonScalar.TryText(raw, out string? text) ? text : null;

    /// <inheritdoc cref="Text"/>
    public decimal? Number(string name) => Value<decimal>(name, JsonScalar.TryNumber);

    /// <inheritdoc cref="Text"/>
    public bool? Flag(string name) => Value<bool>(name, JsonScalar.TryFlag);

    /// <inheritdoc cref="Text"/>
    public DateTime? Time(string name) => Value<DateTime>(name, JsonScalar.TryTime);

    /// <summary>Returns the fields of an object; null if it is missing or anything else.</summary>
    /// <param name="name">The name, folded.</param>
    public JsonFields? Object(string name) =>
        _wire.Find(name, utf8.Span) is { Exists: true } raw && utf8.Span[raw.Start] == '{'
            ? new JsonFields(utf8[raw.Start..raw.End])
            : null;

    private ReadOnlySpan<byte> Raw(string name) => _wire.Find(name, utf8.Span).In(utf8.Span);

    private T? Value<T>(string name, ScalarReader<T> read)
        where T : struct =>
        Raw(name) is { IsEmpty: false } raw && JsonScalar.TryRead(raw, read, out T? value) ? value : null;
}
