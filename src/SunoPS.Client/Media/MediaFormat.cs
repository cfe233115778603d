namespace SunoPS;

/// <summary>
/// Detects the format of a file from its first bytes. The media type from the host can only rule media out.
/// </summary>
internal static class MediaFormat
{
    /// <summary>Number of bytes at the beginning that are inspected.</summary>
    public const int HeadLength = 16;

    /// <summary>The largest first box of an MP4 file: it lists a few brands.</summary>
    private const int MaxFirstBox = 4096;

    private static readonly string[][] Extensions =
    [
        [".mp3", ".m4a", ".wav", ".ogg", ".opus", ".flac", ".aac", ".weba", ".aiff"],
        [".mp4", ".webm", ".mov", ".avi"],
        [".jpeg", ".jpg", ".png", ".webp", ".gif", ".avif", ".heic"],
        [".txt"],
    ];

    /// <summary>The extensions that files of a kind of media can have, the usual one first.</summary>
    public static IReadOnlyList<string> ExtensionsOf(SunoMedia media) => Extensions[(int)media];

    /// <summary>True for the extension of any media.</summary>
    public static bool IsExtension(string extension) =>
        Array.Exists(Extensions, known => known.Contains(extension, StringComparer.OrdinalIgnoreCase));

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
    /// <param name="mediaType">The media type from the host; null if missing.</param>
    /// <param name="head">The first bytes of the file.</param>
    /// <param name="fault">The reason; null if an extension is returned.</param>
    public static string? Find(SunoMedia media, string? mediaType, ReadOnlySpan<byte> head, out string? fault)
    {
        string type = mediaType?.ToLowerInvariant() ?? "";
        string? extension = IsText(type) || head.Length < HeadLength ? null : Sniff(media, head);
        if (extension is not null && ExtensionsOf(media).Contains(extension))
        {
            fault = null;
            return extension;
        }

        string shownType = type.Length > 0 ? $" ({type})" : "";
        fault = extension is not null ? $"a {extension[1..]} file"
            : IsText(type) || LooksLikeText(head) ? "text" + shownType
            : head.Length < HeadLength ? $"only {head.Length} bytes"
            : "content of an unknown format" + shownType;
        return null;
    }

    private static bool IsText(string type) =>
        type.StartsWith("text/", StringComparison.Ordinal)
        || type.Contains("json", StringComparison.Ordinal)
        || type.Contains("xml", StringComparison.Ordinal)
        || type.Contains("script", StringComparison.Ordinal)
        || type.Contains("mpegurl", StringComparison.Ordinal);

    /// <summary>True for bytes without control characters, which text in most encodings consists of.</summary>
    private static bool LooksLikeText(ReadOnlySpan<byte> head)
    {
        foreach (byte value in head)
        {
            if (value is 0x7f or < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f'))
            {
                return false;
            }
        }

        return true;
    }

    private static string? Sniff(SunoMedia media, ReadOnlySpan<byte> head)
    {
        bool isAudio = media == SunoMedia.Audio;
        ReadOnlySpan<byte> brand = head[8..12];
        if (head[4..].StartsWith("ftyp"u8))
        {
            return head[0] != 0 || head[1] != 0 || (head[2] * 256) + head[3] > MaxFirstBox ? null
                : brand.StartsWith("avif"u8) ? ".avif"
                : brand.StartsWith("hei"u8) || brand.StartsWith("mif1"u8) ? ".heic"
                : brand.StartsWith("qt"u8) ? ".mov"
                : isAudio || brand.StartsWith("M4A"u8) ? ".m4a"
                : ".mp4";
        }

        if (head.StartsWith("RIFF"u8))
        {
            return brand.StartsWith("WAVE"u8) ? ".wav"
                : brand.StartsWith("WEBP"u8) ? ".webp"
                : brand.StartsWith("AVI "u8) ? ".avi"
                : null;
        }

        return head switch
        {
            [0xff, 0xd8, 0xff, ..] => ".jpeg",
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => ".png",
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => ".gif",
            [(byte)'I', (byte)'D', (byte)'3', ..] => ".mp3",
            [(byte)'O', (byte)'g', (byte)'g', (byte)'S', ..] => ".ogg",
            [(byte)'f', (byte)'L', (byte)'a', (byte)'C', ..] => ".flac",
            [(byte)'F', (byte)'O', (byte)'R', (byte)'M', ..] when brand.StartsWith("AIF"u8) => ".aiff",
            [0x1a, 0x45, 0xdf, 0xa3, ..] => isAudio ? ".weba" : ".webm",
            // Frame syncs that differ in their layer bits: 00 is AAC, 01 and 10 are MPEG layers III and II. Layer I
            // (11) is not in use, and would match the byte order mark of UTF-16.
            [0xff, byte second, ..] when (second & 0xf6) == 0xf0 => ".aac",
            [0xff, byte second, byte third, ..] when IsMpegFrame(second, third) => ".mp3",
            _ => null,
        };
    }

    /// <summary>True for a frame whose version, layer, bit rate and sample rate are in use.</summary>
    private static bool IsMpegFrame(byte second, byte third) =>
        (second & 0xe0) == 0xe0 && (second & 0x18) != 0x08 && ((second & 0x06) is 0x02 or 0x04)
        && (third & 0xf0) != 0xf0 && (third & 0x0c) != 0x0c;
}
