using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace SunoPS;

/// <summary>Reads a scalar from a JSON value of any type.</summary>
/// <returns>False if it does not fit, or if the result does not represent all of it.</returns>
internal delegate bool ScalarReader<T>(ReadOnlySpan<byte> raw, out T value);

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
    [MethodImpl(Hot.Loop)]
    public static bool IsNothing(ReadOnlySpan<byte> raw) => raw[0] == 'n' || raw.SequenceEqual("\"\""u8);

    /// <summary>Reads the scalar that a value of .NET is in JSON.</summary>
    public static T? Of<T>(object? value, ScalarReader<T?> read) =>
        read(JsonGraph.ToUtf8(value), out T? scalar) ? scalar : default;

    /// <summary>Reads a string, or the digits of a number.</summary>
    [MethodImpl(Hot.Loop)]
    public static bool TryText(ReadOnlySpan<byte> raw, out string? text)
    {
        raw = Unwrapped(raw);
        text = IsNothing(raw) ? null
            : raw[0] == '"' ? JsonText.Unescape(raw[1..^1])
            : raw[0] is (byte)'-' or (>= (byte)'0' and <= (byte)'9') ? Encoding.UTF8.GetString(raw)
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

        var texts = new List<string?>();
        Utf8JsonReader reader = JsonText.ReaderAt(raw);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!TryText(RawValue.Skip(ref reader).In(raw), out string? item))
            {
                return false;
            }

            texts.Add(item);
        }

        string joined = string.Join(", ", texts.Where(item => item is not null));
        text = joined.Length > 0 ? joined : null;
        return true;
    }

    /// <summary>
    /// Reads a point in time as local time: Unix seconds, milliseconds or microseconds, or ISO 8601 (UTC without an
    /// offset); 0 means null.
    /// </summary>
    [MethodImpl(Hot.Loop)]
    public static bool TryTime(ReadOnlySpan<byte> raw, out DateTime? time)
    {
        time = null;
        if (IsNothing(raw, out ReadOnlySpan<byte> word) || NumberOf(word) is 0 or GoZeroTime)
        {
            return true;
        }

        if (NumberOf(word) is { } number)
        {
            // In seconds, the larger magnitudes are after the year 5000.
            decimal ticksPerUnit = number switch
            {
                < 0 or >= 1e17m => 0,
                < 1e11m => TimeSpan.TicksPerSecond,
                < 1e14m => TimeSpan.TicksPerMillisecond,
                _ => TimeSpan.TicksPerMillisecond / 1000,
            };
            time = ticksPerUnit == 0
                ? null
                : DateTimeOffset.FromUnixTimeSeconds(0).AddTicks((long)(number * ticksPerUnit)).LocalDateTime;
            return time is not null;
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
    [MethodImpl(Hot.Loop)]
    public static bool TryDuration(ReadOnlySpan<byte> raw, out TimeSpan? duration)
    {
        duration = null;
        if (IsNothing(raw, out ReadOnlySpan<byte> word))
        {
            return true;
        }

        duration = NumberOf(word) is not { } seconds
            ? TimeSpan.TryParseExact(
                Encoding.UTF8.GetString(word), DurationFormats, CultureInfo.InvariantCulture, out TimeSpan parsed)
                ? parsed
                : null
            : seconds is >= 0 and <= MaximumSeconds ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : null;
        return duration is not null;
    }

    /// <summary>Reads a percentage: <c>"45%"</c>, <c>45</c> as number or text, or a fraction, <c>0.45</c>.</summary>
    public static bool TryPercent(ReadOnlySpan<byte> raw, out int? percent)
    {
        bool isNothing = IsNothing(raw, out ReadOnlySpan<byte> word);
        bool hasSign = word.EndsWith("%"u8);
        decimal? number = NumberOf(hasSign ? word[..^1].TrimEnd((byte)' ') : word);

        // 1 is 1 percent, 1.0 is 100 percent.
        if (!hasSign && number <= 1 && word.Contains((byte)'.'))
        {
            number *= 100;
        }

        // The fractional part is lost here, so the caller keeps the original.
        percent = number is >= 0 and <= 100 ? (int)number : null;
        return isNothing || (percent is not null && percent == number);
    }

    public static bool TryNumber(ReadOnlySpan<byte> raw, out decimal? number)
    {
        number = null;
        return IsNothing(raw, out ReadOnlySpan<byte> word) || (number = NumberOf(word)) is not null;
    }

    public static bool TryCount(ReadOnlySpan<byte> raw, out int? count)
    {
        bool isNumber = TryNumber(raw, out decimal? number);
        count = number is >= 0 and <= int.MaxValue && number == (int)number ? (int)number : null;
        return isNumber && count == number;
    }

    /// <summary>Reads true or false, also as 1 or 0.</summary>
    public static bool TryFlag(ReadOnlySpan<byte> raw, out bool? flag)
    {
        bool isNothing = IsNothing(raw, out ReadOnlySpan<byte> word);
        flag = word.SequenceEqual("1"u8) ? true
            : word.SequenceEqual("0"u8) ? false
            : word.Length <= 8 && bool.TryParse(Encoding.UTF8.GetString(word), out bool parsed) ? parsed
            : null;
        return isNothing || flag is not null;
    }

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

    /// <summary>True for null and the empty string. The word is a trimmed string, or the value itself.</summary>
    [MethodImpl(Hot.Loop)]
    private static bool IsNothing(ReadOnlySpan<byte> raw, out ReadOnlySpan<byte> word)
    {
        word = Unwrapped(raw);
        if (IsNothing(word))
        {
            return true;
        }

        if (word[0] == '"')
        {
            word = word.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(JsonText.Unescape(word[1..^1])) : word[1..^1];
            word = word.Trim((byte)' ');
        }

        return false;
    }

    /// <summary>Returns a number; null for a text of more than 40 characters, which none of these values has.</summary>
    [MethodImpl(Hot.Loop)]
    private static decimal? NumberOf(ReadOnlySpan<byte> digits) =>
        digits.Length is > 0 and <= 40 && Utf8Parser.TryParse(digits, out decimal number, out int used)
            && used == digits.Length
            ? number
            : null;
}
