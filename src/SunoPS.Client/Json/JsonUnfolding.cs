using System.Collections.Specialized;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;

namespace SunoPS;

/// <summary>Converts original JSON bytes to .NET values or to compact text.</summary>
internal static class JsonUnfolding
{
    /// <summary>Limits the digits of an integer, because parsing time grows with their square.</summary>
    private const int MostDigits = 1000;

    /// <summary>Bytes that were read before are valid, also if they are nested deeper now.</summary>
    private static readonly JsonReaderOptions Options = JsonText.ReaderOptions with { MaxDepth = int.MaxValue };

    public static object? Value(ReadOnlyMemory<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8.Span, Options);
        reader.Read();
        return Value(ref reader, utf8);
    }

    /// <summary>Converts the members of an object, read-only. A repeated name is followed by its number.</summary>
    public static OrderedDictionary Members(ReadOnlyMemory<byte> utf8)
    {
        var members = new OrderedDictionary();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(utf8.Span, Options);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = JsonText.Unescape(reader.ValueSpan);
            string unique = name;
            while (members.Contains(unique))
            {
                numbers[name] = numbers.GetValueOrDefault(name, 1) + 1;
                unique = $"{name}#{numbers[name]}";
            }

            reader.Read();
            members.Add(unique, Value(ref reader, utf8));
        }

        return members.AsReadOnly();
    }

    /// <summary>
    /// Writes an object as compact text with the given top-level names, which differ from the bytes if a name is
    /// repeated.
    /// </summary>
    public static string Compact(ReadOnlySpan<byte> utf8, IEnumerable<string> names)
    {
        var text = new StringBuilder(utf8.Length);
        using IEnumerator<string> next = names.GetEnumerator();
        var reader = new Utf8JsonReader(utf8, Options);
        bool isAfterValue = false;
        while (reader.Read())
        {
            JsonTokenType type = reader.TokenType;
            bool isName = type == JsonTokenType.PropertyName;
            if (isAfterValue && type is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
            {
                text.Append(',');
            }

            if (isName || type == JsonTokenType.String)
            {
                text.Append('"').Append(
                    isName && reader.CurrentDepth == 1 && next.MoveNext()
                        ? JsonText.Escape(next.Current)
                        : JsonText.Readable(ref reader)).Append(isName ? "\":" : "\"");
            }
            else
            {
                text.Append(Encoding.UTF8.GetString(reader.ValueSpan));
            }

            isAfterValue = !isName && type is not (JsonTokenType.StartObject or JsonTokenType.StartArray);
        }

        return text.ToString();
    }

    private static object? Value(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8) => reader.TokenType switch
    {
        JsonTokenType.String => JsonText.Unescape(reader.ValueSpan),
        JsonTokenType.Number => Number(ref reader),
        JsonTokenType.True or JsonTokenType.False => reader.GetBoolean(),
        JsonTokenType.StartObject => new SunoJsonObject(RawValue.Skip(ref reader).In(utf8)),
        JsonTokenType.StartArray => Items(ref reader, utf8),
        _ => null,
    };

    private static object?[] Items(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8)
    {
        var items = new List<object?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Value(ref reader, utf8));
        }

        return items.ToArray();
    }

    private static object Number(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt64(out long whole))
        {
            return whole;
        }

        string digits = Encoding.ASCII.GetString(reader.ValueSpan);
        return digits.Length <= MostDigits && BigInteger.TryParse(
            digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger big) ? big
            : reader.TryGetDouble(out double number) && !double.IsInfinity(number) ? number
            : digits;
    }
}
