using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SunoPS;

/// <summary>Converts any text to a file name, or a part of one, that is valid on Windows, Linux and macOS.</summary>
internal static class SafeFileName
{
    /// <summary>Linux counts UTF-8 bytes; Windows counts UTF-16 units, which are never more.</summary>
    public const int MaxBytes = 255;

    /// <summary>A name is shorter, and normalizing a long run of combining marks takes quadratic time.</summary>
    private const int MaxLength = 1024;

    private const string Replacement = "_";
    private const string Forbidden = "<>:\"/\\|?*";

    /// <summary>The names that Windows treats as devices, with any extension.</summary>
    private static readonly Regex Device = new(
        @"^(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|CLOCK\$|(COM|LPT)[0-9¹²³]) *(\.|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The characters without a visible form that <see cref="Clean"/> keeps.</summary>
    private static readonly Regex Invisible = new(
        @"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200c\u200d\u3164\ufe00-\ufe0f\uffa0]|\udb40[\udc00-\udfff]");

    public static bool IsForbidden(char c) => char.IsControl(c) || Forbidden.Contains(c, StringComparison.Ordinal);

    /// <summary>Truncates a text to the number of characters that a name can need.</summary>
    public static string Limit(string text) =>
        text.Length <= MaxLength ? text
        : text[..(char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];

    /// <summary>True for a text that no file name can consist of.</summary>
    public static bool IsBlank(string? text) =>
        string.IsNullOrEmpty(text) || Visible(Clean(text)).Trim(' ', '.').Length == 0;

    /// <summary>Returns the visible part of a clean text, to compare it.</summary>
    public static string Visible(string text) => Invisible.Replace(text, "").Normalize(NormalizationForm.FormC);

    /// <summary>Removes or replaces characters that no file name has, or that readers of it do not see.</summary>
    public static string Clean(string? text)
    {
        var clean = new StringBuilder();
        string given = Limit(text ?? "");
        for (int i = 0, length; i < given.Length; i += length)
        {
            length = char.IsSurrogatePair(given, i) ? 2 : 1;
            string own = given.Substring(i, length);
            clean.Append(CharUnicodeInfo.GetUnicodeCategory(given, i) switch
            {
                UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator => " ",
                UnicodeCategory.Control => char.IsWhiteSpace(given[i]) ? " " : "",

                // Joiners of letters and emoji; all others are invisible or change the direction of text.
                UnicodeCategory.Format => own is "\u200c" or "\u200d" ? own : "",
                UnicodeCategory.OtherNotAssigned => Replacement,

                // Half of a pair, which cannot be normalized.
                UnicodeCategory.Surrogate => "\uFFFD",
                _ => IsForbidden(given[i]) ? Replacement : own,
            });
        }

        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>Collapses blanks, trims blanks and dots, and avoids device names. Can be empty.</summary>
    public static string Tidy(string text)
    {
        string tidy = string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Trim(' ', '.');
        return Device.IsMatch(tidy) ? Replacement + tidy : tidy;
    }

    /// <summary>Truncates a text to a number of UTF-8 bytes, at the boundary of a visible character.</summary>
    public static string Cut(string text, int maxBytes) =>
        Encoding.UTF8.GetByteCount(text) <= maxBytes ? text
        : text[..StringInfo.ParseCombiningCharacters(text)
            .TakeWhile(start => Encoding.UTF8.GetByteCount(text[..start]) <= maxBytes).Last()];
}
