using System.Buffers;
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

    /// <summary>Returns a string, or the digits of a number.</summary>
    public string? Text(RawValue own, RawValue inner = default, RawValue other = default, RawValue otherInner = default)
    {
        string? text = null;
        Take(JsonScalar.TryText, own, ref text);
        Take(JsonScalar.TryText, inner, ref text);
        Take(JsonScalar.TryText, other, ref text);
        Take(JsonScalar.TryText, otherInner, ref text);
        return text;
    }

    /// <summary>Returns a string, or an array of strings joined.</summary>
    public string? JoinedText(RawValue own, RawValue inner = default)
    {
        string? text = null;
        Take(JsonScalar.TryJoinedText, own, ref text);
        Take(JsonScalar.TryJoinedText, inner, ref text);
        return text;
    }

    /// <summary>Returns a local time.</summary>
    public DateTime? Time(RawValue own, RawValue other = default)
    {
        DateTime? time = null;
        Take(JsonScalar.TryTime, own, ref time);
        Take(JsonScalar.TryTime, other, ref time);
        return time;
    }

    /// <summary>Returns a duration.</summary>
    public TimeSpan? Duration(RawValue own, RawValue inner = default)
    {
        TimeSpan? duration = null;
        Take(JsonScalar.TryDuration, own, ref duration);
        Take(JsonScalar.TryDuration, inner, ref duration);
        return duration;
    }

    /// <summary>Returns a percentage.</summary>
    public int? Percent(RawValue own)
    {
        int? percent = null;
        Take(JsonScalar.TryPercent, own, ref percent);
        return percent;
    }

    /// <summary>Keeps fields that have no property, with their names, as they were sent.</summary>
    public void Keep(params ReadOnlySpan<RawValue> fields)
    {
        foreach (RawValue field in fields)
        {
            if (field.Exists)
            {
                int start = NameStart(field.Start);
                Append(_utf8[start..field.End]);
            }
        }
    }

    /// <summary>Keeps members that have no property.</summary>
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

    private void Take<T>(ScalarReader<T?> read, RawValue field, ref T? taken)
    {
        if (!field.Exists)
        {
            return;
        }

        bool isWhole = read(field.In(_utf8), out T? value);
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

    /// <summary>Returns where the name of a value begins: a quotation mark, a colon and blanks are between.</summary>
    private readonly int NameStart(int valueStart)
    {
        int start = _utf8[..valueStart].LastIndexOf((byte)'"');
        int backslashes;
        do
        {
            start = _utf8[..start].LastIndexOf((byte)'"');
            backslashes = start - 1 - _utf8[..start].LastIndexOfAnyExcept((byte)'\\');
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
