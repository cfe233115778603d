using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SunoPS;

/// <summary>
/// Reads scalars from JSON values of any type: <c>"45"</c> is the number 45 too, and <c>["a"]</c> the text a. Returns
/// false if the value does not fit, or if the result does not represent all of it. Null and the empty string fit, and
/// return null.
/// </summary>
internal static class JsonScalar
{
    /// <summary>Go's zero time in Unix seconds: servers send it for "not yet".</summary>
    private const long GoZeroTime = -62135596800;

    private static readonly string[] DurationFormats =
    [
        @"m\:ss", @"mm\:ss", @"h\:mm\:ss", @"hh\:mm\:ss", @"hh\:mm\:ss\.FFFFFFF",
    ];

    /// <summary>True for a missing value, null and the empty string.</summary>
    public static bool IsNothing(RawValue value, ReadOnlySpan<byte> utf8) =>
        !value.Exists || IsNothing(value.In(utf8));

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
        var reader = new Utf8JsonReader(raw, JsonText.ReaderOptions);
        reader.Read();
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
    public static bool TryTime(ReadOnlySpan<byte> raw, out DateTime? time)
    {
        time = null;
        if (IsNothing(raw = Unwrapped(raw)))
        {
            return true;
        }

        ReadOnlySpan<byte> word = WordOf(raw);
        if (TryDecimal(word, out decimal number))
        {
            return TryUnixTime(number, out time);
        }

        // Requires a leading year: DateTimeOffset would parse "12:30" as today.
        if (word.IndexOfAnyExceptInRange((byte)'0', (byte)'9') != 4
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
    public static bool TryDuration(ReadOnlySpan<byte> raw, out TimeSpan? duration)
    {
        duration = null;
        if (IsNothing(raw = Unwrapped(raw)))
        {
            return true;
        }

        ReadOnlySpan<byte> word = WordOf(raw);
        if (TryDecimal(word, out decimal seconds))
        {
            if (seconds < 0 || seconds > TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerSecond)
            {
                return false;
            }

            duration = TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
            return true;
        }

        if (!TimeSpan.TryParseExact(
            Encoding.UTF8.GetString(word), DurationFormats, CultureInfo.InvariantCulture, out TimeSpan parsed))
        {
            return false;
        }

        duration = parsed;
        return true;
    }

    /// <summary>
    /// Reads a percentage, 0 to 100: <c>"45%"</c>, <c>"45"</c>, <c>45</c>, or a fraction with a decimal point,
    /// <c>0.45</c>.
    /// </summary>
    public static bool TryPercent(ReadOnlySpan<byte> raw, out int? percent)
    {
        percent = null;
        raw = Unwrapped(raw);
        if (IsNothing(raw))
        {
            return true;
        }

        ReadOnlySpan<byte> digits = WordOf(raw);
        bool hasSign = digits.EndsWith("%"u8);
        digits = hasSign ? digits[..^1].TrimEnd((byte)' ') : digits;
        if (!TryDecimal(digits, out decimal number))
        {
            return false;
        }

        // 1 is 1 percent, 1.0 is 100 percent.
        if (!hasSign && number <= 1 && digits.Contains((byte)'.'))
        {
            number *= 100;
        }

        if (number is < 0 or > 100)
        {
            return false;
        }

        // The fractional part is lost here, so the caller keeps the original.
        int whole = (int)number;
        percent = whole;
        return whole == number;
    }

    /// <summary>Reads a number.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> raw, out decimal? number)
    {
        raw = Unwrapped(raw);
        number = TryDecimal(WordOf(raw), out decimal parsed) ? parsed : null;
        return number is not null || IsNothing(raw);
    }

    /// <summary>Reads a number of things.</summary>
    public static bool TryCount(ReadOnlySpan<byte> raw, out int? count)
    {
        bool fits = TryNumber(raw, out decimal? number);
        count = number is >= 0 and <= int.MaxValue && number == (int)number ? (int)number : null;
        return fits && count is null == number is null;
    }

    /// <summary>Reads true or false, also as a string or as 1 or 0.</summary>
    public static bool TryFlag(ReadOnlySpan<byte> raw, out bool? flag)
    {
        raw = Unwrapped(raw);
        string word = raw[0] is (byte)'t' or (byte)'f' ? Encoding.ASCII.GetString(raw)
            : raw.Length <= 8 ? Encoding.UTF8.GetString(WordOf(raw)) : "";
        flag = word is "1" ? true : word is "0" ? false : bool.TryParse(word, out bool parsed) ? parsed : null;
        return flag is not null || IsNothing(raw);
    }

    private static bool IsNothing(ReadOnlySpan<byte> raw) => raw[0] == 'n' || raw.SequenceEqual("\"\""u8);

    private static bool IsNumber(ReadOnlySpan<byte> raw) => raw[0] is (byte)'-' or (>= (byte)'0' and <= (byte)'9');

    /// <summary>Returns the only item of an array if it is a scalar; otherwise the value itself.</summary>
    private static ReadOnlySpan<byte> Unwrapped(ReadOnlySpan<byte> raw)
    {
        if (raw[0] != '[')
        {
            return raw;
        }

        var reader = new Utf8JsonReader(raw, JsonText.ReaderOptions);
        reader.Read();
        reader.Read();
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.EndArray)
        {
            return raw;
        }

        ReadOnlySpan<byte> item = RawValue.Skip(ref reader).In(raw);
        reader.Read();
        return reader.TokenType == JsonTokenType.EndArray ? item : raw;
    }

    /// <summary>Returns a number or the trimmed text of a string; nothing for any other value.</summary>
    private static ReadOnlySpan<byte> WordOf(ReadOnlySpan<byte> raw) =>
        IsNumber(raw) ? raw
        : raw[0] != '"' ? default
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
