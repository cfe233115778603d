using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace SunoPS;

/// <summary>
/// Reads scalar values of any JSON type. Returns false if the value is invalid, or if the result does not represent all
/// of it. Null and the empty string are valid, and return null. <see cref="TryRead"/> and the methods for strings move
/// the reader to the end of the value.
/// </summary>
internal static class JsonScalar
{
    /// <summary>Go's zero time in Unix seconds: servers send it for "not yet".</summary>
    private const long GoZeroTime = -62135596800;

    private static readonly string[] DurationFormats =
    [
        @"m\:ss", @"mm\:ss", @"h\:mm\:ss", @"hh\:mm\:ss", @"hh\:mm\:ss\.FFFFFFF",
    ];

    /// <summary>Reads a string, or the digits of a number. The pool is for strings that repeat.</summary>
    [MethodImpl(Hot.Path)]
    public static bool TryReadText(ref Utf8JsonReader reader, ReadingSteps steps, StringPool? pool, out string? text)
    {
        text = null;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return true;
            case JsonTokenType.String:
                text = reader.ValueSpan.IsEmpty ? null
                    : pool is null || reader.ValueIsEscaped ? JsonText.Read(ref reader)
                    : pool.Get(reader.ValueSpan);
                return true;
            case JsonTokenType.Number:
                text = Encoding.ASCII.GetString(reader.ValueSpan);
                return true;
            case JsonTokenType.StartArray when TryUnwrap(ref reader, steps, out Utf8JsonReader item):
                return TryReadText(ref item, steps, pool, out text);
            default:
                steps.Skip(ref reader);
                return false;
        }
    }

    /// <summary>Reads a time, duration or percentage, also as the only item of an array.</summary>
    [MethodImpl(Hot.Path)]
    public static bool TryRead<T>(
        ref Utf8JsonReader reader, ReadingSteps steps, ValueReader<T> read, out T? value)
        where T : struct
    {
        if (reader.TokenType == JsonTokenType.StartArray && TryUnwrap(ref reader, steps, out Utf8JsonReader item))
        {
            return read(ref item, out value);
        }

        bool isWhole = read(ref reader, out value);
        steps.Skip(ref reader);
        return isWhole;
    }

    /// <summary>Reads one string, or an array of strings joined with <c>, </c>.</summary>
    public static bool TryReadJoinedText(
        ref Utf8JsonReader reader, ReadingSteps steps, StringPool? pool, out string? text)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return TryReadText(ref reader, steps, pool, out text);
        }

        text = null;
        bool understood = true;
        StringBuilder? joined = null;
        string? only = null;
        while (steps.Read(ref reader) && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!TryReadText(ref reader, steps, pool, out string? item))
            {
                understood = false;
            }
            else if (only is null)
            {
                only = item;
            }
            else if (item is not null)
            {
                joined = (joined ?? new StringBuilder(only)).Append(", ").Append(item);
            }
        }

        if (understood)
        {
            text = joined?.ToString() ?? only;
        }

        return understood;
    }

    /// <summary>
    /// Reads a point in time as local time: Unix seconds, milliseconds or microseconds, or ISO 8601 (UTC without an
    /// offset); 0 means null.
    /// </summary>
    [MethodImpl(Hot.Path)]
    public static bool TryReadTime(ref Utf8JsonReader scalar, out DateTime? time)
    {
        time = null;
        if (IsNothing(ref scalar))
        {
            return true;
        }

        if (TryGetDecimal(ref scalar, out decimal number))
        {
            return TryGetUnixTime(number, out time);
        }

        // Requires a leading year: DateTimeOffset would parse "12:30" as today.
        if (scalar.TokenType != JsonTokenType.String
            || Bytes(ref scalar).IndexOfAnyExceptInRange((byte)'0', (byte)'9') != 4
            || !DateTimeOffset.TryParse(
                JsonText.Read(ref scalar), CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out DateTimeOffset parsed))
        {
            return false;
        }

        time = parsed.Year > 1 ? parsed.LocalDateTime : null;
        return true;
    }

    /// <summary>Reads a duration: seconds, or <c>m:ss</c>.</summary>
    [MethodImpl(Hot.Path)]
    public static bool TryReadDuration(ref Utf8JsonReader scalar, out TimeSpan? duration)
    {
        duration = null;
        if (IsNothing(ref scalar))
        {
            return true;
        }

        if (TryGetDecimal(ref scalar, out decimal seconds))
        {
            if (seconds < 0 || seconds > TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerSecond)
            {
                return false;
            }

            duration = TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
            return true;
        }

        if (scalar.TokenType != JsonTokenType.String
            || !TimeSpan.TryParseExact(
                JsonText.Read(ref scalar), DurationFormats, CultureInfo.InvariantCulture, out TimeSpan parsed))
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
    [MethodImpl(Hot.Path)]
    public static bool TryReadPercent(ref Utf8JsonReader scalar, out int? percent)
    {
        percent = null;
        if (IsNothing(ref scalar))
        {
            return true;
        }

        if (scalar.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
        {
            return false;
        }

        ReadOnlySpan<byte> digits = Bytes(ref scalar).Trim((byte)' ');
        bool hasSign = digits.EndsWith("%"u8);
        digits = hasSign ? digits[..^1].TrimEnd((byte)' ') : digits;
        if (!TryGetDecimal(digits, out decimal number))
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

    /// <summary>
    /// Finds a scalar that is the only item of an array, and moves the reader to the end of the array; otherwise leaves
    /// it at the start.
    /// </summary>
    private static bool TryUnwrap(ref Utf8JsonReader reader, ReadingSteps steps, out Utf8JsonReader item)
    {
        item = reader;
        steps.Read(ref item);
        if (item.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.EndArray)
        {
            return false;
        }

        Utf8JsonReader end = item;
        if (!steps.Read(ref end) || end.TokenType != JsonTokenType.EndArray)
        {
            return false;
        }

        steps.Skip(ref reader);
        return true;
    }

    /// <summary>Returns the unescaped value.</summary>
    private static ReadOnlySpan<byte> Bytes(ref Utf8JsonReader scalar) =>
        scalar.ValueIsEscaped ? Encoding.UTF8.GetBytes(JsonText.Read(ref scalar)) : scalar.ValueSpan;

    private static bool IsNothing(ref Utf8JsonReader scalar) =>
        scalar.TokenType == JsonTokenType.Null
            || (scalar.TokenType == JsonTokenType.String && scalar.ValueSpan.IsEmpty);

    [MethodImpl(Hot.Path)]
    private static bool TryGetDecimal(ref Utf8JsonReader scalar, out decimal number)
    {
        number = 0;
        return scalar.TokenType is JsonTokenType.Number or JsonTokenType.String
            && TryGetDecimal(Bytes(ref scalar).Trim((byte)' '), out number);
    }

    [MethodImpl(Hot.Path)]
    private static bool TryGetDecimal(ReadOnlySpan<byte> digits, out decimal number)
    {
        // A text of more than 40 characters is not a time, duration or percentage; do not parse it.
        number = 0;
        return digits.Length is > 0 and <= 40 && Utf8Parser.TryParse(digits, out number, out int used)
            && used == digits.Length;
    }

    [MethodImpl(Hot.Path)]
    private static bool TryGetUnixTime(decimal number, out DateTime? time)
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
