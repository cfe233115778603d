namespace SunoPS;

/// <summary>A JSON text, and the state that all objects in it share.</summary>
internal ref struct JsonSource
{
    private (string? Text, Range Value)[]? _lastTexts;

    /// <param name="utf8">The JSON text.</param>
    /// <param name="pool">The pool for strings that repeat.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public JsonSource(ReadOnlySpan<byte> utf8, StringPool pool, CancellationToken cancellationToken)
        : this(utf8, pool, new ReadingSteps(cancellationToken))
    {
    }

    /// <param name="utf8">A JSON text inside another JSON text.</param>
    /// <param name="pool">The pool for strings that repeat.</param>
    /// <param name="steps">The steps of the outer text.</param>
    public JsonSource(ReadOnlySpan<byte> utf8, StringPool pool, ReadingSteps steps)
    {
        Utf8 = utf8;
        Pool = pool;
        Steps = steps;
    }

    /// <summary>The JSON text.</summary>
    public ReadOnlySpan<byte> Utf8 { get; }

    /// <summary>The pool for strings that repeat.</summary>
    public StringPool Pool { get; }

    /// <summary>Advances readers.</summary>
    public ReadingSteps Steps { get; }

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
