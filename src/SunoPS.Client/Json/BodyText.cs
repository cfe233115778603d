using System.Text;

namespace SunoPS;

/// <summary>Converts a body from any charset to UTF-8.</summary>
internal static class BodyText
{
    /// <summary>UTF-32 before UTF-16: its byte order mark begins with that of UTF-16.</summary>
    private static readonly Encoding[] Marked =
        [Encoding.UTF8, Encoding.UTF32, Encoding.Unicode, Encoding.BigEndianUnicode];

    /// <summary>Returns the body as UTF-8 without a byte order mark; the same memory if it is that already.</summary>
    public static ReadOnlyMemory<byte> ToUtf8(ReadOnlyMemory<byte> body, string? charset)
    {
        // A byte order mark is more reliable than Content-Type.
        Encoding? encoding = Array.Find(Marked, encoding => body.Span.StartsWith(encoding.Preamble));
        body = body[(encoding?.Preamble.Length ?? 0)..];
        encoding ??= Find(charset?.Trim().Trim('"', '\''));
        return encoding is null or UTF8Encoding or ASCIIEncoding
            ? body : Encoding.Convert(encoding, Encoding.UTF8, body.ToArray());
    }

    private static Encoding? Find(string? name)
    {
        try
        {
            // Uses the provider directly: registering it would affect the whole process.
            return string.IsNullOrEmpty(name) ? null
                : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
