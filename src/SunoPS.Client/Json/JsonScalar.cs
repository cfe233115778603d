using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SunoPS;

/// <summary>Reads a scalar from a word: the text of a number or Boolean, or a trimmed string.</summary>
/// <returns>False if it does not fit, or if the value does not represent all of it.</returns>
internal delegate bool ScalarReader<T>(ReadOnlySpan<byte> word, out T? value)
    where T : struct;

/// <summary>
/// Reads scalars from JSON values of any type: <c>"45"</c> is the number 45 too, and <c>["a"]</c> the text a. Null and
/// the empty string fit, and return null.
/// </summary>
internal static class JsonScalar
{
    /// <summary>Go's zero time in Unix seconds: servers send it for "not yet".</summary>
    private const long GoZeroTime = -62135596800;

    private const decimal MaximumSeconds = long.MaxValue / TimeSpan.TicksPerSecond;

    private static readonly string[] DurationFormats =
    [
        @"m\:ss", @"mm\:ss", @"h\:mm\:ss", @"hh\:mm\:ss", @"hh\:mm\:ss\.FFFFFFF",
    ];

    /// <summary>True for null and the empty string.</summary>
    public static bool IsNothing(ReadOnlySpan<byte> raw) => raw[0] == 'n' || raw.SequenceEqual("\"\""u8);

    /// <summary>Reads a value of any JSON type.</summary>
    /// <returns>False if it does not fit, or if the value does not represent all of it.</returns>
    public static bool TryRead<T>(ReadOnlySpan<byte> raw, ScalarReader<T> read, out T? value)
        where T : struct
    {
        value = null;
        raw = Unwrapped(raw);
        return IsNothing(raw) || read(WordOf(raw), out value);
    }

    /// <summary>Reads a string, or the digits of a number.</summary>
    public static bool TryText(ReadOnlySpan<byte> raw, out string? text)
    {
        raw = Unwrapped(raw);
        text = IsNothing(raw) ? null
            : raw[0] == '"' ? JsonText.Unescape(raw[1..^1])
            : IsNumber(raw) ? Encoding.UTF8.GetString(raw)
            : null;
        return text is not null || IsNothing(raw);
    }

    /// <summary>Reads a string, or an array of strings joined with <c>, </c>.</summary>
    public static bool TryJoinedText(ReadOnlySpan<byte> raw, out string? text)
    {
        text = null;
        if (raw[0] != '[')
        {
            return TryText(raw, out text);
        }

        var texts = new List<string>();
        Utf8JsonReader reader = JsonText.ReaderAt(raw);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!TryText(RawValue.Skip(ref reader).In(raw), out string? item))
            {
                return false;
            }

            if (item is not null)
            {
                texts.Add(item);
            }
        }

        text = texts.Count > 0 ? string.Join(", ", texts) : null;
        return true;
    }

    /// <summary>
    /// Reads a point in time as local time: Unix seconds, milliseconds or microseconds, or ISO 8601 (UTC without an
    /// offset); 0 means null.
    /// </summary>
    public static bool TryTime(ReadOnlySpan<byte> word, out DateTime? time)
    {
        time = null;
        if (TryDecimal(word, out decimal number))
        {
            return TryUnixTime(number, out time);
        }

        // Requires a leading year: DateTimeOffset would parse "12:30" as today.
        if (!Utf8Parser.TryParse(word, out uint _, out int digits) || digits != 4
            || !DateTimeOffset.TryParse(
                Encoding.UTF8.GetString(word), CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out DateTimeOffset parsed))
        {
            return false;
        }

        time = parsed.Year > 1 ? parsed.LocalDateTime : null;
        return true;
    }

    /// <summary>Reads a duration: seconds, or <c>m:ss</c>.</summary>
    public static bool TryDuration(ReadOnlySpan<byte> word, out TimeSpan? duration)
    {
        duration = !TryDecimal(word, out decimal seconds)
            ? TimeSpan.TryParseExact(
                Encoding.UTF8.GetString(word), DurationFormats, CultureInfo.InvariantCulture, out TimeSpan parsed)
                ? parsed
                : null
            : seconds is >= 0 and <= MaximumSeconds ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : null;
        return duration is not null;
    }

    /// <summary>
    /// Reads a percentage, 0 to 100: <c>"45%"</c>, <c>"45"</c>, <c>45</c>, or a fraction with a decimal point,
    /// <c>0.45</c>.
    /// </summary>
    public static bool TryPercent(ReadOnlySpan<byte> word, out int? percent)
    {
        percent = null;
        bool hasSign = word.EndsWith("%"u8);
        ReadOnlySpan<byte> digits = hasSign ? word[..^1].TrimEnd((byte)' ') : word;
        if (!TryDecimal(digits, out decimal number))
        {
            return false;
        }

        // 1 is 1 percent, 1.0 is 100 percent.
        if (!hasSign && number <= 1 && digits.Contains((byte)'.'))
        {
            number *= 100;
        }

        // The fractional part is lost here, so the caller keeps the original.
        percent = number is >= 0 and <= 100 ? (int)number : null;
        return percent == number;
    }

    /// <summary>Reads a number.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> word, out decimal? number)
    {
        number = TryDecimal(word, out decimal parsed) ? parsed : null;
        return number is not null;
    }

    /// <summary>Reads a number of things.</summary>
    public static bool TryCount(ReadOnlySpan<byte> word, out int? count)
    {
        count = TryDecimal(word, out decimal number) && number is >= 0 and <= int.MaxValue && number == (int)number
            ? (int)number
            : null;
        return count is not null;
    }

    /// <summary>Reads true or false, also as 1 or 0.</summary>
    public static bool TryFlag(ReadOnlySpan<byte> word, out bool? flag)
    {
        flag = word.SequenceEqual("1"u8) ? true
            : word.SequenceEqual("0"u8) ? false
            : word.Length <= 8 && bool.TryParse(Encoding.UTF8.GetString(word), out bool parsed) ? parsed
            : null;
        return flag is not null;
    }

    private static bool IsNumber(ReadOnlySpan<byte> raw) => raw[0] is (byte)'-' or (>= (byte)'0' and <= (byte)'9');

    /// <summary>Returns the only item of an array if it is a scalar; otherwise the value itself.</summary>
    private static ReadOnlySpan<byte> Unwrapped(ReadOnlySpan<byte> raw)
    {
        if (raw[0] != '[')
        {
            return raw;
        }

        Utf8JsonReader reader = JsonText.ReaderAt(raw);
        reader.Read();
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.EndArray)
        {
            return raw;
        }

        ReadOnlySpan<byte> item = RawValue.Skip(ref reader).In(raw);
        reader.Read();
        return reader.TokenType == JsonTokenType.EndArray ? item : raw;
    }

    /// <summary>Returns the trimmed text of a string, or the value itself.</summary>
    private static ReadOnlySpan<byte> WordOf(ReadOnlySpan<byte> raw) =>
        raw[0] != '"' ? raw
        : raw.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(JsonText.Unescape(raw[1..^1])).AsSpan().Trim((byte)' ')
        : raw[1..^1].Trim((byte)' ');

    private static bool TryDecimal(ReadOnlySpan<byte> digits, out decimal number)
    {
        // A text of more than 40 characters is not a time, duration or percentage; do not parse it.
        number = 0;
        return digits.Length is > 0 and <= 40 && Utf8Parser.TryParse(digits, out number, out int used)
            && used == digits.Length;
    }

    private static bool TryUnixTime(decimal number, out DateTime? time)
    {
        time = null;
        if (number is 0 or GoZeroTime)
        {
            return true;
        }

        // In seconds, these magnitudes are after the year 5000.
        decimal ticksPerUnit = number switch
        {
            < 0 => 0,
            < 100_000_000_000m => TimeSpan.TicksPerSecond,
            < 100_000_000_000_000m => TimeSpan.TicksPerMillisecond,
            < 100_000_000_000_000_000m => TimeSpan.TicksPerMillisecond / 1000,
            _ => 0,
        };
        if (ticksPerUnit == 0)
        {
            return false;
        }

        time = DateTimeOffset.FromUnixTimeSeconds(0).AddTicks((long)(number * ticksPerUnit)).LocalDateTime;
        return true;
    }
}
