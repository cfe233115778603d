using System.Text;

namespace SunoPS;

/// <summary>Converts a body from any charset to UTF-8.</summary>
internal static class BodyText
{
    /// <summary>
    /// Returns the body as UTF-8 without a byte order mark; the same memory if no conversion is necessary.
    /// </summary>
    /// <param name="body">The received bytes.</param>
    /// <param name="charset">The charset in <c>Content-Type</c>; null if there is none.</param>
    public static ReadOnlyMemory<byte> ToUtf8(ReadOnlyMemory<byte> body, string? charset)
    {
        // A byte order mark is more reliable than Content-Type.
        ReadOnlySpan<byte> span = body.Span;
        if (span.StartsWith(Encoding.UTF8.Preamble))
        {
            return body[Encoding.UTF8.Preamble.Length..];
        }

        // The mark of UTF-32 begins with that of UTF-16.
        foreach (Encoding wide in (Encoding[])[Encoding.UTF32, Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            if (span.StartsWith(wide.Preamble))
            {
                return Encoding.Convert(wide, Encoding.UTF8, span[wide.Preamble.Length..].ToArray());
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
            // Uses the provider directly: registering it would affect the whole process.
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
