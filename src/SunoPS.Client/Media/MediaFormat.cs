using System.Text.RegularExpressions;

namespace SunoPS;

/// <summary>Detects formats by the first bytes. The media type from the host can only rule media out.</summary>
internal static class MediaFormat
{
    /// <summary>Number of bytes at the beginning that are inspected.</summary>
    public const int HeadLength = 16;

    /// <summary>The first box of an MP4 file, which is small: it lists a few brands.</summary>
    private const string Box = @"^\0\0[\0-\x0f].ftyp";

    /// <summary>The third byte of an MPEG frame with a bit rate and a sample rate that are in use.</summary>
    private static readonly string Rates = string.Concat(
        Enumerable.Range(0, 0xf0).Where(value => (value & 0x0c) != 0x0c).Select(value => $@"\x{value:x2}"));

    private static readonly (string Extension, Regex Start)[] Formats =
    [
        Format(".jpeg", @"^\xff\xd8\xff"),
        Format(".png", @"^\x89PNG"),
        Format(".gif", "^GIF8"),
        Format(".webp", "^RIFF....WEBP"),
        Format(".avif", Box + "avif"),
        Format(".heic", Box + "(hei|mif1)"),
        Format(".mov", Box + "qt"),
        Format(".mp4", Box + "(?!avif|hei|mif1|qt|M4A)"),
        Format(".m4a", Box + "(?!avif|hei|mif1|qt)"),
        Format(".webm", @"^\x1a\x45\xdf\xa3"),
        Format(".weba", @"^\x1a\x45\xdf\xa3"),
        Format(".avi", "^RIFF....AVI "),
        Format(".wav", "^RIFF....WAVE"),
        Format(".aiff", "^FORM....AIF"),
        Format(".ogg", "^OggS"),
        Format(".flac", "^fLaC"),
        Format(".mp3", "^ID3"),

        // Frames that differ in their layer: 00 is AAC, 01 and 10 are MPEG layers III and II, with a version that is in
        // use. Layer I (11) is not, and would match the byte order mark of UTF-16.
        Format(".aac", @"^\xff[\xf0\xf1\xf8\xf9]"),
        Format(".mp3", $@"^\xff[\xe2-\xe5\xf2-\xf5\xfa-\xfd][{Rates}]"),
    ];

    private static readonly Regex TextType = new("^text/|json|xml|script|mpegurl");

    /// <summary>Bytes without control characters, which text in most encodings consists of.</summary>
    private static readonly Regex Text = new(@"^[^\0-\x08\x0b\x0e-\x1f\x7f]*\z");

    private static readonly string[][] Extensions =
    [
        [".mp3", ".m4a", ".wav", ".ogg", ".opus", ".flac", ".aac", ".weba", ".aiff"],
        [".mp4", ".webm", ".mov", ".avi"],
        [".jpeg", ".jpg", ".png", ".webp", ".gif", ".avif", ".heic"],
        [".txt"],
    ];

    /// <summary>The extensions that files of a kind of media can have, the usual one first.</summary>
    public static IReadOnlyList<string> ExtensionsOf(SunoMedia media) => Extensions[(int)media];

    public static bool IsExtension(string extension) =>
        Array.Exists(Extensions, known => known.Contains(extension, StringComparer.OrdinalIgnoreCase));

    /// <summary>Returns the extension of an address if the media can have it, otherwise the usual one.</summary>
    public static string Expected(SunoMedia media, Uri? address)
    {
        string extension = Path.GetExtension(address?.AbsolutePath ?? "").ToLowerInvariant();
        return ExtensionsOf(media).Contains(extension) ? extension : ExtensionsOf(media)[0];
    }

    /// <summary>Finds the extension of a file; null, with the reason, if it is not such media.</summary>
    public static string? Find(SunoMedia media, string? mediaType, ReadOnlySpan<byte> head, out string? fault)
    {
        string type = mediaType?.ToLowerInvariant() ?? "";
        string start = string.Concat(head.ToArray().Select(value => (char)value));
        bool isText = TextType.IsMatch(type);
        string[] found = isText || head.Length < HeadLength ? []
            : [.. Formats.Where(format => format.Start.IsMatch(start)).Select(format => format.Extension)];
        string? extension = found.FirstOrDefault(ExtensionsOf(media).Contains);
        string shownType = type.Length > 0 ? $" ({type})" : "";
        fault = extension is not null ? null
            : found.Length > 0 ? $"a {found[0][1..]} file"
            : isText || Text.IsMatch(start) ? "text" + shownType
            : head.Length < HeadLength ? $"only {head.Length} bytes"
            : "content of an unknown format" + shownType;
        return extension;
    }

    private static (string Extension, Regex Start) Format(string extension, string start) =>
        (extension, new Regex(start, RegexOptions.Singleline));
}
