using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace SunoPS;

/// <summary>
/// Reads JSON strings, also those that no strict reader takes: half a surrogate pair, bytes that are not UTF-8.
/// </summary>
internal static class JsonText
{
    /// <summary>Nesting is bounded by the size of the body alone: nothing here recurses with it.</summary>
    public static readonly JsonReaderOptions ReaderOptions = new()
    {
        MaxDepth = int.MaxValue,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>True where the text is a JSON object or array, and nothing else.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, ReaderOptions);
        try
        {
            if (!reader.Read() || reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            {
                return false;
            }

            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>True for JSON that is valid up to its end, and incomplete.</summary>
    public static bool IsTruncated(ReadOnlySpan<byte> utf8)
    {
        if (utf8 is not [(byte)'{' or (byte)'[', ..])
        {
            return false;
        }

        var reader = new Utf8JsonReader(utf8, isFinalBlock: false, new JsonReaderState(ReaderOptions));
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth == 0 && reader.TokenType is (JsonTokenType.EndObject or JsonTokenType.EndArray))
                {
                    return false;
                }
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The text of the string or property name that the reader stands on.</summary>
    [MethodImpl(Hot.Path)]
    public static string Read(ref Utf8JsonReader reader) =>
        TryReadWellFormed(ref reader, out string text) ? text : Unescape(reader.ValueSpan);

    /// <summary>
    /// The same, but false where the text has half a surrogate pair and so cannot be written as JSON text again.
    /// </summary>
    [MethodImpl(Hot.Path)]
    public static bool TryReadWellFormed(ref Utf8JsonReader reader, out string text)
    {
        if (!reader.ValueIsEscaped)
        {
            text = Encoding.UTF8.GetString(reader.ValueSpan);
            return true;
        }

        try
        {
            text = reader.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }

    /// <summary>Undoes JSON escapes, keeping half surrogate pairs as they are.</summary>
    private static string Unescape(ReadOnlySpan<byte> escaped)
    {
        var text = new StringBuilder(escaped.Length);
        while (!escaped.IsEmpty)
        {
            int backslash = escaped.IndexOf((byte)'\\');
            if (backslash < 0)
            {
                text.Append(Encoding.UTF8.GetString(escaped));
                break;
            }

            text.Append(Encoding.UTF8.GetString(escaped[..backslash]));
            byte kind = escaped[backslash + 1];
            escaped = escaped[(backslash + 2)..];
            if (kind == 'u')
            {
                text.Append(
                    (char)ushort.Parse(
                        Encoding.ASCII.GetString(escaped[..4]), NumberStyles.AllowHexSpecifier,
                        CultureInfo.InvariantCulture));
                escaped = escaped[4..];
            }
            else
            {
                text.Append(kind switch
                {
                    (byte)'n' => '\n',
                    (byte)'r' => '\r',
                    (byte)'t' => '\t',
                    (byte)'b' => '\b',
                    (byte)'f' => '\f',
                    _ => (char)kind,
                });
            }
        }

        return text.ToString();
    }
}
