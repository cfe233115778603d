namespace SunoPS;

/// <summary>
/// Copies the fields of an object as sent to the properties of a model. A property can have several fields, as that of
/// a clip can be in its metadata too: the first that is not empty wins. Fields that no property represents are kept.
/// </summary>
/// <param name="utf8">The text of the object.</param>
/// <param name="own">The object.</param>
/// <param name="inner">The object in it that can have the same fields; null for none.</param>
internal readonly ref struct ModelCopy(ReadOnlySpan<byte> utf8, WireObject own, WireObject? inner = null)
{
    private readonly ReadOnlySpan<byte> _utf8 = utf8;

    /// <summary>Returns a string, the digits of a number, or the joined strings of tags in an array.</summary>
    /// <param name="fields">The fields of one property, the most specific first.</param>
    public string? Text(params ReadOnlySpan<WireField> fields)
    {
        string? taken = null;
        foreach (WireField field in fields)
        {
            TakeText(own, field, ref taken);
            TakeText(inner, field, ref taken);
        }

        return taken;
    }

    /// <summary>Returns any other value.</summary>
    /// <param name="read">Reads a value.</param>
    /// <param name="fields">The fields of one property, the most specific first.</param>
    public T? Value<T>(ScalarReader<T> read, params ReadOnlySpan<WireField> fields)
        where T : struct, IEquatable<T>
    {
        T? taken = null;
        foreach (WireField field in fields)
        {
            Take(own, field, read, ref taken);
            Take(inner, field, read, ref taken);
        }

        return taken;
    }

    /// <summary>Returns the fields that are kept; the shared empty object if there are none.</summary>
    /// <param name="others">Members to add, each after a comma.</param>
    public SunoJsonObject Kept(ReadOnlySpan<byte> others = default)
    {
        int length = Append(own, []) + Append(inner, []) + others.Length;
        if (length == 0)
        {
            return SunoJsonObject.Empty;
        }

        byte[] json = new byte[length + 1];
        length = Append(own, json);
        length += Append(inner, json.AsSpan(length));
        others.CopyTo(json.AsSpan(length));
        json[0] = (byte)'{';
        json[^1] = (byte)'}';
        return new SunoJsonObject(json);
    }

    /// <summary>Appends the kept fields of an object, each after a comma; only counts for an empty buffer.</summary>
    /// <returns>Number of bytes.</returns>
    private int Append(WireObject? wire, Span<byte> to)
    {
        int length = 0;
        foreach (ref WireMember member in wire is null ? default : wire.Members)
        {
            if (!member.IsTaken && (inner is null || member.Value.First != inner))
            {
                ReadOnlySpan<byte> text = member.In(_utf8);
                if (!to.IsEmpty)
                {
                    to[length] = (byte)',';
                    text.CopyTo(to[(length + 1)..]);
                }

                length += text.Length + 1;
            }
        }

        return length;
    }

    private void TakeText(WireObject? wire, WireField field, ref string? taken)
    {
        if (wire is null || !wire.Has(field))
        {
            return;
        }

        ref WireMember member = ref wire.Member(field);
        ReadOnlySpan<byte> raw = member.Value.In(_utf8);
        bool isWhole = field is WireField.Tags or WireField.NegativeTags
            ? JsonScalar.TryJoinedText(raw, out string? text)
            : JsonScalar.TryText(raw, out text);
        member.IsTaken = isWhole && (text is null || taken is null || text == taken);
        taken ??= text;
    }

    private void Take<T>(WireObject? wire, WireField field, ScalarReader<T> read, ref T? taken)
        where T : struct, IEquatable<T>
    {
        if (wire is null || !wire.Has(field))
        {
            return;
        }

        ref WireMember member = ref wire.Member(field);
        bool isWhole = JsonScalar.TryRead(member.Value.In(_utf8), read, out T? value);
        member.IsTaken = isWhole && (value is not { } some || taken is not { } other || some.Equals(other));
        taken ??= value;
    }
}
