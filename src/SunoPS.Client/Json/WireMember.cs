namespace SunoPS;

/// <summary>A member of an object as sent.</summary>
internal struct WireMember
{
    /// <summary>The field; None for any other name.</summary>
    public WireField Field;

    /// <summary>True if a property of a model represents the value.</summary>
    public bool IsTaken;

    /// <summary>The offset of the quotation mark before the name.</summary>
    public int Start;

    /// <summary>Number of bytes of the name, with escapes.</summary>
    public int NameLength;

    public RawValue Value;

    public readonly ReadOnlySpan<byte> RawName(ReadOnlySpan<byte> utf8) => utf8.Slice(Start + 1, NameLength);

    public readonly string Name(ReadOnlySpan<byte> utf8) => JsonText.Unescape(RawName(utf8));

    /// <summary>Returns the text of name and value.</summary>
    public readonly ReadOnlySpan<byte> In(ReadOnlySpan<byte> utf8) => utf8[Start..Value.End];

    public readonly bool IsNothing(ReadOnlySpan<byte> utf8) => JsonScalar.IsNothing(Value.In(utf8));
}
