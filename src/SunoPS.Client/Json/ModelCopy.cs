using System.Runtime.CompilerServices;

namespace SunoPS;

/// <summary>
/// Copies the fields of an object as sent to the properties of a model. A property can have several fields, as that of
/// a clip can be in its metadata too: the first that is not empty wins. Fields that no property represents are kept.
/// </summary>
internal readonly ref struct ModelCopy(ReadOnlySpan<byte> utf8, WireObject? own, WireObject? inner = null)
{
    private readonly ReadOnlySpan<byte> _utf8 = utf8;

    /// <summary>Returns a string, the digits of a number, or the joined strings of tags in an array.</summary>
    /// <param name="fields">The fields of one property, the most specific first.</param>
    [MethodImpl(Hot.Loop)]
    public string? Text(params ReadOnlySpan<WireField> fields) =>
        fields[0] is WireField.Tags or WireField.NegativeTags
            ? Value<string>(JsonScalar.TryJoinedText, fields)
            : Value<string>(JsonScalar.TryText, fields);

    /// <summary>Returns any other value, in the same way.</summary>
    [MethodImpl(Hot.Loop)]
    public T? Value<T>(ScalarReader<T?> read, params ReadOnlySpan<WireField> fields)
    {
        T? taken = default;
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
        Append(inner, json.AsSpan(Append(own, json)));
        others.CopyTo(json.AsSpan(length - others.Length));
        json[0] = (byte)'{';
        json[^1] = (byte)'}';
        return new SunoJsonObject(json);
    }

    /// <summary>Appends the kept fields of an object, each after a comma; only counts for an empty buffer.</summary>
    [MethodImpl(Hot.Loop)]
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

    [MethodImpl(Hot.Loop)]
    private void Take<T>(WireObject? wire, WireField field, ScalarReader<T?> read, ref T? taken)
    {
        if (wire?.Has(field) == true)
        {
            ref WireMember member = ref wire.Member(field);
            member.IsTaken = read(member.Value.In(_utf8), out T? value)
                && (value is null || taken is null || EqualityComparer<T>.Default.Equals(value, taken));
            taken ??= value;
        }
    }
}
