using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace SunoPS;

/// <summary>Serializes objects that were read from JSON, also by a shell.</summary>
internal static class JsonGraph
{
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.FFFFFFFK";

    /// <summary>Serializes a scalar, a sequence, or pairs. Durations become seconds, and enums words.</summary>
    /// <exception cref="SunoApiException">The value is nested more deeply than can be read again.</exception>
    public static byte[] ToUtf8(object? value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, JsonText.WriterOptions))
        {
            Write(writer, value, depth: 0);
        }

        return stream.ToArray();
    }

    public static SunoApiException TooDeep() =>
        SunoApiException.Invalid($"The object is nested more than {JsonText.MaximumDepth} levels deep.");

    private static void Write(Utf8JsonWriter writer, object? value, int depth)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case Enum word:
                writer.WriteStringValue(word.ToString());
                break;
            case DateTime or DateTimeOffset:
                writer.WriteStringValue(((IFormattable)value).ToString(TimeFormat, CultureInfo.InvariantCulture));
                break;
            case TimeSpan length:
                writer.WriteNumberValue((decimal)length.Ticks / TimeSpan.TicksPerSecond);
                break;
            case double number when !double.IsNaN(number) && !double.IsInfinity(number):
                writer.WriteNumberValue(number);
                break;
            case float number when !float.IsNaN(number) && !float.IsInfinity(number):
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                // Without zeros at its end, as it is when it was read again.
                writer.WriteRawValue(number.ToString("G29", CultureInfo.InvariantCulture));
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or BigInteger:
                writer.WriteRawValue(Convert.ToString(value, CultureInfo.InvariantCulture)!, skipInputValidation: true);
                break;
            case IEnumerable when depth >= JsonText.MaximumDepth:
                throw TooDeep();
            case SunoJsonObject json:
                writer.WriteRawValue(json.ToString(), skipInputValidation: true);
                break;
            case IEnumerable<KeyValuePair<string, object?>> members:
                writer.WriteStartObject();
                foreach (KeyValuePair<string, object?> member in members)
                {
                    writer.WritePropertyName(member.Key);
                    Write(writer, member.Value, depth + 1);
                }

                writer.WriteEndObject();
                break;
            case IEnumerable items:
                writer.WriteStartArray();
                foreach (object? item in items)
                {
                    Write(writer, item, depth + 1);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
