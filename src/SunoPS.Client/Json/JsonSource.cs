namespace SunoPS;

/// <summary>The JSON text that a reader reads, and what all objects in it share.</summary>
internal ref struct JsonSource
{
    private (string? Text, Range Value)[]? _lastTexts;

    /// <param name="utf8">The JSON text.</param>
    /// <param name="pool">Keeps strings that repeat.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public JsonSource(ReadOnlySpan<byte> utf8, StringPool pool, CancellationToken cancellationToken)
        : this(utf8, pool, new ReadingSteps(cancellationToken))
    {
    }

    /// <param name="utf8">A JSON text from within another one.</param>
    /// <param name="pool">Keeps strings that repeat.</param>
    /// <param name="steps">The steps of the other one.</param>
    public JsonSource(ReadOnlySpan<byte> utf8, StringPool pool, ReadingSteps steps)
    {
        Utf8 = utf8;
        Pool = pool;
        Steps = steps;
    }

    /// <summary>The JSON text.</summary>
    public ReadOnlySpan<byte> Utf8 { get; }

    /// <summary>Keeps strings that repeat.</summary>
    public StringPool Pool { get; }

    /// <summary>Moves readers on.</summary>
    public ReadingSteps Steps { get; }

    /// <summary>
    /// The last text of a field, and where its value stands: the clips of a task mostly have the same long texts, which
    /// are decoded and kept only once.
    /// </summary>
    /// <param name="slot">The field's own number, below <see cref="FieldTable{T}.SharedSlots"/>.</param>
    public ref (string? Text, Range Value) LastText(int slot)
    {
        _lastTexts ??= new (string?, Range)[FieldTable<object>.SharedSlots];
        return ref _lastTexts[slot];
    }
}
