using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SunoPS;

/// <summary>
/// Reads JSON strings, including those that strict readers reject: lone surrogates, bytes that are not UTF-8.
/// </summary>
internal static class JsonText
{
    /// <summary>Depth is limited only by the size of the body, because the reader does not recurse.</summary>
    public static readonly JsonReaderOptions ReaderOptions = new()
    {
        MaxDepth = int.MaxValue,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Does not escape letters, so that people can read them, in a CSV cell for example.</summary>
    public static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = int.MaxValue,
        SkipValidation = true,
    };

    /// <summary>True if the text is a JSON object or array, and nothing else.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="steps">Advances the reader; null if reading cannot be canceled.</param>
    public static bool IsWhole(ReadOnlySpan<byte> utf8, ReadingSteps? steps = null)
    {
        steps ??= new ReadingSteps(CancellationToken.None);
        var reader = new Utf8JsonReader(utf8, ReaderOptions);
        try
        {
            if (!steps.Read(ref reader)
                || reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            {
                return false;
            }

            steps.Skip(ref reader);
            return !steps.Read(ref reader);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>True for JSON that is valid so far, but incomplete.</summary>
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

    /// <summary>Returns the string or property name at the reader's position.</summary>
    [MethodImpl(Hot.Path)]
    public static string Read(ref Utf8JsonReader reader) =>
        TryReadWellFormed(ref reader, out string text) ? text : Unescape(reader.ValueSpan);

    /// <summary>Returns the beginning of a string, without decoding the rest.</summary>
    /// <param name="reader">At a string.</param>
    /// <param name="maximumBytes">Maximum number of bytes of the JSON text.</param>
    public static string ReadBeginning(ref Utf8JsonReader reader, int maximumBytes)
    {
        ReadOnlySpan<byte> escaped = reader.ValueSpan;
        if (escaped.Length <= maximumBytes)
        {
            return Read(ref reader);
        }

        // Does not split an escape or a character.
        int end = 0;
        while (end < maximumBytes)
        {
            int length = escaped[end] switch
            {
                (byte)'\\' => escaped[end + 1] == 'u' ? 6 : 2,
                < 0x80 => 1,
                < 0xE0 => 2,
                < 0xF0 => 3,
                _ => 4,
            };
            if (end + length > maximumBytes)
            {
                break;
            }

            end += length;
        }

        return Unescape(escaped[..end]);
    }

    /// <summary>
    /// Reads the string, but returns false if it contains a lone surrogate, which cannot be written as JSON again.
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

    /// <summary>Decodes JSON escapes, and keeps lone surrogates.</summary>
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
