using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SunoPS;

/// <summary>Reads a scalar from its JSON text.</summary>
/// <returns>False if it does not fit, or if the value does not represent all of it.</returns>
internal delegate bool ScalarReader<T>(ReadOnlySpan<byte> raw, out T value);

/// <summary>
/// Copies the fields of one object as sent to the properties of a model, and keeps what no property takes. A property
/// can have several fields, as that of a clip can be in its metadata too: the first that is not empty wins, and a
/// different one is kept.
/// </summary>
/// <param name="utf8">The text of the object.</param>
internal ref struct ModelCopy(ReadOnlySpan<byte> utf8)
{
    private const int FirstBuffer = 256;

    private readonly ReadOnlySpan<byte> _utf8 = utf8;
    private byte[]? _kept;
    private int _length;

    /// <summary>
    /// Returns the first value of these fields that is not empty, and keeps what it does not represent.
    /// </summary>
    /// <param name="read">Reads a value.</param>
    /// <param name="fields">The fields of one property, the most specific first.</param>
    [MethodImpl(ReaderPreparation.Optimized)]
    public T Value<T>(ScalarReader<T> read, params ReadOnlySpan<RawValue> fields)
    {
        T taken = default!;
        foreach (RawValue field in fields)
        {
            if (!field.Exists)
            {
                continue;
            }

            bool isWhole = read(field.In(_utf8), out T value);
            if (value is not null)
            {
                isWhole &= taken is null || EqualityComparer<T>.Default.Equals(value, taken);
                taken ??= value;
            }

            if (!isWhole)
            {
                Keep(field);
            }
        }

        return taken;
    }

    /// <summary>Returns a string, or the digits of a number.</summary>
    public string? Text(params ReadOnlySpan<RawValue> fields) => Value<string?>(JsonScalar.TryText, fields);

    /// <summary>Keeps a field that has no property, with its name, as it was sent.</summary>
    public void Keep(RawValue field)
    {
        if (field.Exists)
        {
            Keep(_utf8, field);
        }
    }

    /// <summary>Keeps a field of another object.</summary>
    public void Keep(ReadOnlySpan<byte> utf8, RawValue field) => Append(utf8[NameStart(utf8, field.Start)..field.End]);

    /// <summary>Keeps members that have no property.</summary>
    [MethodImpl(ReaderPreparation.Optimized)]
    public void Keep(RawMembers? members)
    {
        if (members is not null)
        {
            foreach (KeyValuePair<string, object?> member in members)
            {
                if (member.Value is RawValue value)
                {
                    Keep(value);
                }
                else
                {
                    // The serializer does not tell where null is.
                    Append(Encode(member.Key));
                    AppendRaw(":null"u8);
                }
            }
        }
    }

    /// <summary>Keeps the name of an object that is a member of a map.</summary>
    public void KeepKey(string key)
    {
        Append("\"key\":"u8);
        AppendRaw(Encode(key));
    }

    /// <summary>Returns the kept fields; the shared empty object if there are none.</summary>
    public SunoJsonObject Kept()
    {
        if (_kept is null)
        {
            return SunoJsonObject.Empty;
        }

        AppendRaw("}"u8);
        byte[] json = _kept.AsSpan(0, _length).ToArray();
        ArrayPool<byte>.Shared.Return(_kept);
        _kept = null;
        return new SunoJsonObject(json);
    }

    /// <summary>Returns where the name of a value begins: a quotation mark, a colon and blanks are between.</summary>
    [MethodImpl(ReaderPreparation.Optimized)]
    private static int NameStart(ReadOnlySpan<byte> utf8, int valueStart)
    {
        int start = utf8[..valueStart].LastIndexOf((byte)'"');
        int backslashes;
        do
        {
            start = utf8[..start].LastIndexOf((byte)'"');
            backslashes = start - 1 - utf8[..start].LastIndexOfAnyExcept((byte)'\\');
        }
        while (backslashes % 2 == 1);
        return start;
    }

    private static byte[] Encode(string text) =>
        JsonSerializer.SerializeToUtf8Bytes(text, SunoJsonContext.Default.String);

    private void Append(ReadOnlySpan<byte> member)
    {
        AppendRaw(_length == 0 ? "{"u8 : ","u8);
        AppendRaw(member);
    }

    [MethodImpl(ReaderPreparation.Optimized)]
    private void AppendRaw(ReadOnlySpan<byte> bytes)
    {
        if (_kept is null || bytes.Length > _kept.Length - _length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstBuffer, 2 * (_length + bytes.Length)));
            if (_kept is not null)
            {
                _kept.AsSpan(0, _length).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(_kept);
            }

            _kept = larger;
        }

        bytes.CopyTo(_kept.AsSpan(_length));
        _length += bytes.Length;
    }
}
