using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SunoPS;

/// <summary>Reads JSON strings, also those that strict readers reject: lone surrogates, invalid UTF-8.</summary>
internal static class JsonText
{
    /// <summary>Responses have about ten levels. .NET's own readers and PowerShell's allow 64 to 1024.</summary>
    public const int MaximumDepth = 128;

    /// <summary>The largest JSON in a string that is read.</summary>
    private const int LargestInnerText = 8 * 1024 * 1024;

    public static readonly JsonReaderOptions ReaderOptions = new()
    {
        MaxDepth = MaximumDepth,
        AllowTrailingCommas = true,
    };

    /// <summary>Does not escape letters, so that people can read them, in a CSV cell for example.</summary>
    public static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = int.MaxValue,
        SkipValidation = true,
    };

    /// <summary>Returns a reader at the value at the beginning of a text.</summary>
    public static Utf8JsonReader ReaderAt(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, ReaderOptions);
        reader.Read();
        return reader;
    }

    /// <summary>True if the text is a JSON object or array, and nothing else.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> utf8) => IsComplete(utf8) == true;

    /// <summary>True for the beginning of a JSON object or array.</summary>
    public static bool IsTruncated(ReadOnlySpan<byte> utf8) => IsComplete(utf8) == false;

    /// <summary>Returns the content of a string as UTF-8 if it is a JSON object or array; null otherwise.</summary>
    public static byte[]? WholeOf(ReadOnlySpan<byte> escaped)
    {
        byte[]? utf8 = escaped.Length <= LargestInnerText ? Encoding.UTF8.GetBytes(Unescape(escaped)) : null;
        return IsWhole(utf8) ? utf8 : null;
    }

    /// <summary>Returns the string or property name at the reader's position as JSON that people can read.</summary>
    public static string Readable(ref Utf8JsonReader reader)
    {
        // Half of a surrogate pair cannot be written otherwise.
        string text = Unescape(reader.ValueSpan);
        return reader.ValueIsEscaped && text != Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))
            ? Encoding.UTF8.GetString(reader.ValueSpan) : Escape(text);
    }

    /// <summary>Returns the text between the quotation marks of a string.</summary>
    public static string Escape(string text) => WriterOptions.Encoder!.Encode(text);

    /// <summary>Returns the beginning of a string, without decoding the rest.</summary>
    public static string ReadBeginning(ref Utf8JsonReader reader, int maximumBytes)
    {
        ReadOnlySpan<byte> escaped = reader.ValueSpan;
        if (escaped.Length <= maximumBytes)
        {
            return Unescape(escaped);
        }

        // Ends before an escape that is incomplete, and before such a character. Bytes need not be valid UTF-8.
        int end = 0;
        for (int next = 0; next <= maximumBytes;)
        {
            end = (escaped[next] & 0xC0) == 0x80 ? end : next;
            next += escaped[next] != '\\' ? 1 : escaped[next + 1] == 'u' ? 6 : 2;
        }

        return Unescape(escaped[..end]);
    }

    /// <summary>Decodes the text between the quotation marks of a valid string, and keeps lone surrogates.</summary>
    [MethodImpl(Hot.Loop)]
    public static string Unescape(ReadOnlySpan<byte> escaped)
    {
        int backslash = escaped.IndexOf((byte)'\\');
        if (backslash < 0)
        {
            return Encoding.UTF8.GetString(escaped);
        }

        char[] text = ArrayPool<char>.Shared.Rent(escaped.Length);
        int length = 0;
        for (; backslash >= 0; backslash = escaped.IndexOf((byte)'\\'))
        {
            length += Encoding.UTF8.GetChars(escaped[..backslash], text.AsSpan(length));
            byte kind = escaped[backslash + 1];
            text[length++] = kind switch
            {
                (byte)'u' => (char)((Digit(escaped[backslash + 2]) << 12) | (Digit(escaped[backslash + 3]) << 8)
                    | (Digit(escaped[backslash + 4]) << 4) | Digit(escaped[backslash + 5])),
                (byte)'n' => '\n',
                (byte)'r' => '\r',
                (byte)'t' => '\t',
                (byte)'b' => '\b',
                (byte)'f' => '\f',
                _ => (char)kind,
            };
            escaped = escaped[(backslash + (kind == 'u' ? 6 : 2))..];
        }

        length += Encoding.UTF8.GetChars(escaped, text.AsSpan(length));
        string unescaped = new(text, 0, length);
        ArrayPool<char>.Shared.Return(text);
        return unescaped;

        static int Digit(byte hex) => hex <= '9' ? hex - '0' : (hex | 0x20) - 'a' + 10;
    }

    /// <summary>True for a JSON object or array alone, false for the beginning of one, null for others.</summary>
    private static bool? IsComplete(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, isFinalBlock: false, new JsonReaderState(ReaderOptions));
        try
        {
            return !reader.Read() || reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)
                ? null
                : !reader.TrySkip() ? false
                : utf8[(int)reader.BytesConsumed..].IndexOfAnyExcept(" \t\r\n"u8) < 0 ? true
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
