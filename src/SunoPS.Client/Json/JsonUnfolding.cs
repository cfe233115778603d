using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;

namespace SunoPS;

/// <summary>Converts original JSON bytes to .NET values or to compact text.</summary>
internal static class JsonUnfolding
{
    /// <summary>
    /// Nested arrays are converted down to this depth; deeper ones remain JSON text, so that no input exhausts the
    /// stack.
    /// </summary>
    private const int MaximumArrayDepth = 64;

    /// <summary>Bytes that were read before are valid, also if they are nested deeper now.</summary>
    public static readonly JsonReaderOptions ReaderOptions = JsonText.ReaderOptions with { MaxDepth = int.MaxValue };

    /// <summary>Converts one JSON value to a .NET value.</summary>
    public static object? Value(ReadOnlyMemory<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8.Span, ReaderOptions);
        reader.Read();
        return Value(ref reader, utf8, depth: 0);
    }

    /// <summary>
    /// Writes an object as compact text with the given top-level names, which differ from the bytes if a name is
    /// repeated.
    /// </summary>
    public static string Compact(ReadOnlySpan<byte> utf8, List<string> names)
    {
        var buffer = new ArrayBufferWriter<byte>(utf8.Length);
        using (var writer = new Utf8JsonWriter(buffer, JsonText.WriterOptions))
        {
            var reader = new Utf8JsonReader(utf8, ReaderOptions);
            int next = 0;
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
                {
                    writer.WritePropertyName(names[next++]);
                }
                else
                {
                    WriteToken(writer, ref reader, utf8);
                }
            }
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteToken(Utf8JsonWriter writer, ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                break;
            case JsonTokenType.PropertyName:
                writer.WritePropertyName(JsonText.Read(ref reader));
                break;
            case JsonTokenType.String:
                string text = JsonText.Read(ref reader);
                if (reader.ValueIsEscaped && text != Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)))
                {
                    // Half of a surrogate pair cannot be written otherwise.
                    writer.WriteRawValue(
                        utf8[(int)reader.TokenStartIndex..(int)reader.BytesConsumed], skipInputValidation: true);
                }
                else
                {
                    writer.WriteStringValue(text);
                }

                break;
            default:
                writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }

    private static object? Value(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8, int depth)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return JsonText.Read(ref reader);
            case JsonTokenType.Number:
                return Number(ref reader);
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            case JsonTokenType.StartObject:
                int start = (int)reader.TokenStartIndex;
                reader.Skip();
                return new SunoJsonObject(utf8[start..(int)reader.BytesConsumed]);
            case JsonTokenType.StartArray when depth == MaximumArrayDepth:
                start = (int)reader.TokenStartIndex;
                reader.Skip();
                return Encoding.UTF8.GetString(utf8.Span[start..(int)reader.BytesConsumed]);
            case JsonTokenType.StartArray:
                var items = new List<object?>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Value(ref reader, utf8, depth + 1));
                }

                return items.ToArray();
            default:
                return null;
        }
    }

    private static object Number(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt64(out long whole))
        {
            return whole;
        }

        string digits = Encoding.ASCII.GetString(reader.ValueSpan);

        // Limits the digits, because parsing time grows with their square.
        if (
            digits.Length <= 1000 && BigInteger.TryParse(
                digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger big))
        {
            return big;
        }

        return reader.TryGetDouble(out double number) && !double.IsInfinity(number) ? number : digits;
    }
}
