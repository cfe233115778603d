using System.Text;

namespace SunoPS;

/// <summary>Detects the format of a file from its first bytes and the host's Content-Type.</summary>
internal static class MediaFormat
{
    /// <summary>Number of bytes at the beginning that are inspected.</summary>
    public const int HeadLength = 16;

    /// <summary>Maximum number of bytes at the beginning that must be text for a file to count as text.</summary>
    private const int TextLength = 512;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private static readonly string[][] Extensions =
    [
        [".mp3", ".m4a", ".wav", ".ogg", ".opus", ".flac", ".aac", ".weba"],
        [".mp4", ".webm", ".mov"],
        [".jpeg", ".jpg", ".png", ".webp", ".gif", ".avif"],
        [".txt"],
    ];

    /// <summary>The extensions that files of a kind of media can have, the usual one first.</summary>
    public static IReadOnlyList<string> ExtensionsOf(SunoMedia media) => Extensions[(int)media];

    /// <summary>The extension that an address suggests.</summary>
    public static string Expected(SunoMedia media, Uri address)
    {
        string extension = Path.GetExtension(address.AbsolutePath).ToLowerInvariant();
        return ExtensionsOf(media).Contains(extension) ? extension : ExtensionsOf(media)[0];
    }

    /// <summary>
    /// Finds the extension for a file; null, with the reason, if it is not the requested kind of media.
    /// </summary>
    /// <param name="media">The requested kind of media.</param>
    /// <param name="address">The address of the file.</param>
    /// <param name="mediaType">The media type from the host; null if missing.</param>
    /// <param name="head">The first bytes of the file.</param>
    /// <param name="fault">The reason; null if an extension is returned.</param>
    public static string? Find(
        SunoMedia media, Uri address, string? mediaType, ReadOnlySpan<byte> head, out string? fault)
    {
        fault = null;
        string type = mediaType?.ToLowerInvariant() ?? "";
        string? sniffed = IsText(type) ? null : Sniff(media, head);
        if (sniffed is not null && ExtensionsOf(media).Contains(sniffed))
        {
            return sniffed;
        }

        if (sniffed is not null)
        {
            fault = $"a {sniffed[1..]} file";
            return null;
        }

        if (IsText(type) || LooksLikeText(head[..Math.Min(head.Length, TextLength)]))
        {
            fault = type.Length > 0 ? $"text ({type})" : "text";
            return null;
        }

        if (head.Length < HeadLength)
        {
            fault = $"only {head.Length} bytes";
            return null;
        }

        if (type.StartsWith(media.ToString() + "/", StringComparison.OrdinalIgnoreCase))
        {
            return Expected(media, address);
        }

        fault = type.Length > 0 ? $"content of type {type}" : "content of unknown type";
        return null;
    }

    private static bool IsText(string type) =>
        type.StartsWith("text/", StringComparison.Ordinal)
        || type.Contains("json", StringComparison.Ordinal)
        || type.Contains("xml", StringComparison.Ordinal)
        || type.Contains("script", StringComparison.Ordinal)
        || type.Contains("mpegurl", StringComparison.Ordinal);

    /// <summary>
    /// True for text of any kind: valid UTF-8 without control characters, or UTF-16 with a byte order mark.
    /// </summary>
    private static bool LooksLikeText(ReadOnlySpan<byte> head)
    {
        if (head is [0xff, 0xfe, ..] or [0xfe, 0xff, ..])
        {
            return true;
        }

        foreach (byte value in head)
        {
            if (value is 0x7f or < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f'))
            {
                return false;
            }
        }

        try
        {
            // A character that is truncated at the end of the head is not an error.
            byte[] bytes = head.ToArray();
            StrictUtf8.GetDecoder().GetCharCount(bytes, 0, bytes.Length, flush: false);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static string? Sniff(SunoMedia media, ReadOnlySpan<byte> head)
    {
        bool isAudio = media == SunoMedia.Audio;
        if (head.Length < HeadLength)
        {
            return null;
        }

        if (head[4..].StartsWith("ftyp"u8))
        {
            return head[8..].StartsWith("avif"u8) ? ".avif"
                : head[8..].StartsWith("qt"u8) ? ".mov"
                : isAudio || head[8..].StartsWith("M4A"u8) ? ".m4a"
                : ".mp4";
        }

        if (head.StartsWith("RIFF"u8))
        {
            return head[8..].StartsWith("WAVE"u8) ? ".wav" : head[8..].StartsWith("WEBP"u8) ? ".webp" : null;
        }

        return head switch
        {
            [0xff, 0xd8, 0xff, ..] => ".jpeg",
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => ".png",
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => ".gif",
            [(byte)'I', (byte)'D', (byte)'3', ..] => ".mp3",
            [(byte)'O', (byte)'g', (byte)'g', (byte)'S', ..] => ".ogg",
            [(byte)'f', (byte)'L', (byte)'a', (byte)'C', ..] => ".flac",
            [0x1a, 0x45, 0xdf, 0xa3, ..] => isAudio ? ".weba" : ".webm",
            // Frame syncs that differ in their layer bits: 00 is AAC, 01 and 10 are MPEG layers III and II. Layer I
            // (11) is not in use, and would match the byte order mark of UTF-16.
            [0xff, byte second, ..] when (second & 0xf6) == 0xf0 => ".aac",
            [0xff, byte second, ..] when (second & 0xe0) == 0xe0 && (second & 0x06) is 0x02 or 0x04 => ".mp3",
            _ => null,
        };
    }
}
