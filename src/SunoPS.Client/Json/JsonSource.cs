namespace SunoPS;

/// <summary>A JSON text, and the state that all objects in it share.</summary>
/// <param name="utf8">The JSON text.</param>
/// <param name="pool">The pool for strings that repeat.</param>
/// <param name="steps">The steps of reading; those of the outer text for a text inside another.</param>
internal ref struct JsonSource(ReadOnlySpan<byte> utf8, StringPool pool, ReadingSteps steps)
{
    private (string? Text, Range Value)[]? _lastTexts;

    /// <summary>The JSON text.</summary>
    public ReadOnlySpan<byte> Utf8 { get; } = utf8;

    /// <summary>The pool for strings that repeat.</summary>
    public StringPool Pool { get; } = pool;

    /// <summary>Advances readers.</summary>
    public ReadingSteps Steps { get; } = steps;

    /// <summary>
    /// The last string of a field, and the range of its value. The clips of a task usually have the same long strings,
    /// which are decoded and kept only once.
    /// </summary>
    /// <param name="slot">The number of the field, less than <see cref="FieldTable{T}.SharedSlots"/>.</param>
    public ref (string? Text, Range Value) LastText(int slot)
    {
        _lastTexts ??= new (string?, Range)[FieldTable<object>.SharedSlots];
        return ref _lastTexts[slot];
    }
}
