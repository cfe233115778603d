using System.Runtime.InteropServices;
using System.Text;

namespace SunoPS;

/// <summary>Converts a body from any charset to UTF-8.</summary>
internal static class BodyText
{
    /// <summary>UTF-32 before UTF-16: its byte order mark begins with that of UTF-16.</summary>
    private static readonly Encoding[] Marked =
        [Encoding.UTF8, Encoding.UTF32, Encoding.Unicode, Encoding.BigEndianUnicode];

    /// <summary>Returns the body as UTF-8 without a byte order mark; the same memory if it is that already.</summary>
    public static ReadOnlyMemory<byte> ToUtf8(ReadOnlyMemory<byte> body, string? charset = null)
    {
        Encoding? encoding = EncodingOf(ref body, charset);
        return encoding is null ? body : Encoding.Convert(encoding, Encoding.UTF8, body.ToArray());
    }

    /// <summary>Returns a stream of the body as UTF-8; null if it is that, then without its byte order mark.</summary>
    public static Stream? OpenUtf8(ref ReadOnlyMemory<byte> body, string? charset)
    {
        if (EncodingOf(ref body, charset) is not { } encoding)
        {
            return null;
        }

        MemoryMarshal.TryGetArray(body, out ArraySegment<byte> bytes);

        // In parts, because the characters of a large body have several times its size.
        var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count);
        return Encoding.CreateTranscodingStream(stream, encoding, Encoding.UTF8);
    }

    /// <summary>Returns the encoding of a body, and removes its byte order mark; null for UTF-8.</summary>
    private static Encoding? EncodingOf(ref ReadOnlyMemory<byte> body, string? charset)
    {
        // A byte order mark is more reliable than Content-Type.
        ReadOnlyMemory<byte> all = body;
        Encoding? encoding = Array.Find(Marked, encoding => all.Span.StartsWith(encoding.Preamble));
        body = body[(encoding?.Preamble.Length ?? 0)..];
        encoding ??= Find(charset?.Trim().Trim('"', '\''));
        return encoding is UTF8Encoding or ASCIIEncoding ? null : encoding;
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
