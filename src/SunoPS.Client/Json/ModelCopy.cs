using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SunoPS;

/// <summary>Reads a scalar from its JSON text.</summary>
/// <returns>False if it does not fit, or if the value does not represent all of it.</returns>
internal delegate bool ScalarReader<T>(ReadOnlySpan<byte> raw, out T value);

/// <summary>
/// Copies the fields of one object as sent to the properties of a model, and keeps what no property takes. A property
/// can have several fields: the first that is not empty wins, and a different one is kept.
/// </summary>
/// <param name="utf8">The text of the object.</param>
internal ref struct ModelCopy(ReadOnlySpan<byte> utf8)
{
    private const int FirstBuffer = 256;
    private const int LongestPlainName = 64;

    private readonly ReadOnlySpan<byte> _utf8 = utf8;
    private byte[]? _kept;
    private int _length;

    /// <summary>Returns a string, or the digits of a number.</summary>
    /// <param name="own">The field of the object.</param>
    /// <param name="inner">The same field of its metadata.</param>
    /// <param name="other">The field under its other name.</param>
    /// <param name="otherInner">That of the metadata.</param>
    /// <param name="otherName">The other name.</param>
    /// <param name="name">The expression of <paramref name="own"/>, which has the name.</param>
    public string? Text(
        RawValue own,
        RawValue inner = default,
        RawValue other = default,
        RawValue otherInner = default,
        string? otherName = null,
        [CallerArgumentExpression(nameof(own))] string name = "")
    {
        string? text = null;
        Take(JsonScalar.TryText, own, name, ref text);
        Take(JsonScalar.TryText, inner, name, ref text);
        if (otherName is not null)
        {
            Take(JsonScalar.TryText, other, otherName, ref text);
            Take(JsonScalar.TryText, otherInner, otherName, ref text);
        }

        return text;
    }

    /// <summary>Returns a string, or an array of strings joined.</summary>
    public string? JoinedText(
        RawValue own, RawValue inner = default, [CallerArgumentExpression(nameof(own))] string name = "")
    {
        string? text = null;
        Take(JsonScalar.TryJoinedText, own, name, ref text);
        Take(JsonScalar.TryJoinedText, inner, name, ref text);
        return text;
    }

    /// <summary>Returns a local time.</summary>
    public DateTime? Time(
        RawValue own,
        RawValue other = default,
        string? otherName = null,
        [CallerArgumentExpression(nameof(own))] string name = "")
    {
        DateTime? time = null;
        Take(JsonScalar.TryTime, own, name, ref time);
        Take(JsonScalar.TryTime, other, otherName!, ref time);
        return time;
    }

    /// <summary>Returns a duration.</summary>
    public TimeSpan? Duration(
        RawValue own, RawValue inner = default, [CallerArgumentExpression(nameof(own))] string name = "")
    {
        TimeSpan? duration = null;
        Take(JsonScalar.TryDuration, own, name, ref duration);
        Take(JsonScalar.TryDuration, inner, name, ref duration);
        return duration;
    }

    /// <summary>Returns a percentage.</summary>
    public int? Percent(RawValue own, [CallerArgumentExpression(nameof(own))] string name = "")
    {
        int? percent = null;
        Take(JsonScalar.TryPercent, own, name, ref percent);
        return percent;
    }

    /// <summary>Keeps a field that has no property here.</summary>
    public void Keep(RawValue own, [CallerArgumentExpression(nameof(own))] string name = "")
    {
        if (own.Exists)
        {
            Add(NameOf(name), own.In(_utf8));
        }
    }

    /// <summary>Keeps members.</summary>
    public void Keep(RawMembers? members)
    {
        if (members is not null)
        {
            foreach (KeyValuePair<string, object?> member in members)
            {
                Add(member.Key, member.Value is RawValue raw ? raw.In(_utf8) : "null"u8);
            }
        }
    }

    /// <summary>Keeps a text that is not a field.</summary>
    public void Keep(string name, string text) =>
        Add(name, JsonSerializer.SerializeToUtf8Bytes(text, SunoJsonContext.Default.String));

    /// <summary>Returns the kept fields; the shared empty object if there are none.</summary>
    public SunoJsonObject Kept()
    {
        if (_kept is null)
        {
            return SunoJsonObject.Empty;
        }

        Append("}"u8);
        var json = new SunoJsonObject(_kept.AsSpan(0, _length).ToArray());
        ArrayPool<byte>.Shared.Return(_kept);
        _kept = null;
        return json;
    }

    private void Take<T>(ScalarReader<T?> read, RawValue raw, string name, ref T? taken)
    {
        if (!raw.Exists)
        {
            return;
        }

        bool isWhole = read(raw.In(_utf8), out T? value);
        if (value is not null)
        {
            isWhole &= taken is null || EqualityComparer<T>.Default.Equals(value, taken);
            taken ??= value;
        }

        if (!isWhole)
        {
            Add(NameOf(name), raw.In(_utf8));
        }
    }

    /// <summary>Returns the name on the wire for an expression, such as <c>clip.AudioUrl</c>.</summary>
    private static string NameOf(string expression) =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(expression[(expression.LastIndexOf('.') + 1)..]);

    private void Add(string name, ReadOnlySpan<byte> value)
    {
        Append(_length == 0 ? "{\""u8 : ",\""u8);
        Span<byte> plain = stackalloc byte[LongestPlainName];
        if (name.Length <= LongestPlainName && TryCopyPlain(name, plain))
        {
            Append(plain[..name.Length]);
        }
        else
        {
            Append(JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
        }

        Append("\":"u8);
        Append(value);
    }

    /// <summary>Copies a name of letters, digits and the like, as nearly all are.</summary>
    private static bool TryCopyPlain(string name, Span<byte> plain)
    {
        for (int i = 0; i < name.Length; i++)
        {
            if (name[i] is < '#' or > 'z' or '\\')
            {
                return false;
            }

            plain[i] = (byte)name[i];
        }

        return true;
    }

    private void Append(scoped ReadOnlySpan<byte> bytes)
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
