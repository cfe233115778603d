using System.Globalization;
using System.Text;

namespace SunoPS;

/// <summary>Makes of any text a file name, or part of one, that Windows, Linux and macOS take alike.</summary>
internal static class SafeFileName
{
    /// <summary>
    /// The longest name of a file: bytes of UTF-8 on Linux, UTF-16 units on Windows, of which there are never more than
    /// bytes.
    /// </summary>
    public const int MaximumBytes = 255;

    private const char Replacement = '_';
    private const string Forbidden = "<>:\"/\\|?*";
    private const int ZeroWidthNonJoiner = 0x200c;
    private const int ZeroWidthJoiner = 0x200d;

    private static readonly string[] Devices = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"];

    /// <summary>True for a character that some system does not take in a name.</summary>
    public static bool IsForbidden(char c) => char.IsControl(c) || Forbidden.Contains(c, StringComparison.Ordinal);

    /// <summary>
    /// Removes characters that are invalid in file names or change how a name reads. Does not check the ends.
    /// </summary>
    public static string Clean(string? text)
    {
        var clean = new StringBuilder();
        foreach (Rune rune in (text ?? "").EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator:
                case UnicodeCategory.ParagraphSeparator:
                case UnicodeCategory.Control when Rune.IsWhiteSpace(rune):
                    clean.Append(' ');
                    break;
                // These join letters and emoji; all others are invisible or change the direction of text.
                case UnicodeCategory.Format when rune.Value is ZeroWidthJoiner or ZeroWidthNonJoiner:
                    clean.Append(rune);
                    break;
                case UnicodeCategory.Format or UnicodeCategory.Control:
                    break;
                case UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate:
                    clean.Append(Replacement);
                    break;
                default:
                    bool isForbidden = rune.IsBmp && IsForbidden((char)rune.Value);
                    clean.Append(isForbidden ? new Rune(Replacement) : rune);
                    break;
            }
        }

        // Lone surrogates have become U+FFFD on the way, so that normalising cannot fail.
        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>
    /// A clean text as the whole of a name without its ending: no blanks in rows, no blanks or dots at its ends, no
    /// name of a device. Can be empty.
    /// </summary>
    public static string Tidy(string text)
    {
        string single = string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        string tidy = single.Trim(' ', '.').Normalize(NormalizationForm.FormC);
        return IsDevice(tidy) ? Replacement + tidy : tidy;
    }

    /// <summary>
    /// As much of a text as has that many bytes in UTF-8, and does not end within what is seen as one character.
    /// </summary>
    public static string Cut(string text, int maximumBytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= maximumBytes)
        {
            return text;
        }

        int length = 0;
        int bytes = 0;
        while (length < text.Length)
        {
            int next = StringInfo.GetNextTextElementLength(text, length);
            bytes += Encoding.UTF8.GetByteCount(text.AsSpan(length, next));
            if (bytes > maximumBytes)
            {
                break;
            }

            length += next;
        }

        return text[..length];
    }

    /// <summary>The form of a name that case-insensitive file systems compare.</summary>
    public static string Folded(string name) => name.ToUpperInvariant();

    /// <summary>Windows takes these for devices whatever ending they have.</summary>
    private static bool IsDevice(string name)
    {
        string first = name.Split('.', 2)[0].TrimEnd(' ');
        return Array.Exists(Devices, device => string.Equals(device, first, StringComparison.OrdinalIgnoreCase))
            || (first.Length == 4
                && (first.StartsWith("COM", StringComparison.OrdinalIgnoreCase)
                    || first.StartsWith("LPT", StringComparison.OrdinalIgnoreCase))
                && (char.IsAsciiDigit(first[3]) || first[3] is '¹' or '²' or '³'));
    }
}
