using System.Text;

namespace SunoPS;

/// <summary>Makes UTF-8 of a body, whatever charset it came in.</summary>
internal static class BodyText
{
    /// <summary>The body as UTF-8 without a byte order mark; the same memory where it is that already.</summary>
    /// <param name="body">The bytes as they came.</param>
    /// <param name="charset">What <c>Content-Type</c> names; null if it names none.</param>
    public static ReadOnlyMemory<byte> ToUtf8(ReadOnlyMemory<byte> body, string? charset)
    {
        // A byte order mark is surer than what a server says of itself.
        ReadOnlySpan<byte> span = body.Span;
        if (span.StartsWith(Encoding.UTF8.Preamble))
        {
            return body[Encoding.UTF8.Preamble.Length..];
        }

        if (span.StartsWith(Encoding.UTF32.Preamble))
        {
            return Encoding.Convert(Encoding.UTF32, Encoding.UTF8, span[Encoding.UTF32.Preamble.Length..].ToArray());
        }

        foreach (Encoding utf16 in (ReadOnlySpan<Encoding>)[Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            if (span.StartsWith(utf16.Preamble))
            {
                return Encoding.Convert(utf16, Encoding.UTF8, span[utf16.Preamble.Length..].ToArray());
            }
        }

        Encoding? encoding = Find(charset);
        return encoding is null or UTF8Encoding or ASCIIEncoding ? body : Encoding.Convert(
            encoding, Encoding.UTF8, span.ToArray());
    }

    private static Encoding? Find(string? charset)
    {
        string? name = charset?.Trim().Trim('"', '\'');
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        try
        {
            // The provider is asked directly: registering it would change the whole process.
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
