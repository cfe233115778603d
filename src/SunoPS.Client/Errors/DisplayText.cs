using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace SunoPS;

/// <summary>Cleans text for display, in messages of all kinds. Objects keep the original text.</summary>
internal static class DisplayText
{
    /// <summary>
    /// The characters that a terminal interprets instead of displaying them, as part of a regular expression class:
    /// control characters (C0, C1, ESC), and those that break lines or change the text direction.
    /// </summary>
    private const string Unsafe = @"\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u206F";

    private static readonly Regex UnsafeRun = new($"[{Unsafe}]+");
    private static readonly Regex UnsafeRunInLines = new($@"[{Unsafe}-[\n]]+");
    private static readonly Regex Blanks = new($@"[\s{Unsafe}]+");

    public const int LongestQuotation = 500;

    public const int LongestSearched = 16 * 1024;

    /// <summary>Returns the text on one line, with one blank for each run of unsafe characters.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Line(string? text) => text is null ? null : UnsafeRun.Replace(text, " ");

    /// <summary>Returns the text with its line breaks (LF), and one blank for each run of others.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Lines(string? text) => text is null ? null : UnsafeRunInLines.Replace(text, " ");

    /// <summary>Quotes foreign text: without the key, on one line, and truncated.</summary>
    /// <returns>At most <see cref="LongestQuotation"/> characters; null if nothing is left.</returns>
    public static string? Quote(string? text, KeyMask mask)
    {
        string line = Blanks.Replace(Masked(text ?? "", mask), " ").Trim();
        return line.Length == 0 ? null : Cut(line, LongestQuotation);
    }

    /// <summary>
    /// Returns the beginning of a text without the key: masked before it is truncated, so that no part of the key
    /// remains, and without the end of a long text, which may be part of a key.
    /// </summary>
    public static string Masked(string text, KeyMask mask)
    {
        string masked = mask.Apply(text[..Math.Min(text.Length, LongestSearched)]);
        return text.Length <= LongestSearched ? masked : masked[..^Math.Min(masked.Length, LongestQuotation)];
    }

    /// <summary>Truncates a text visibly. Does not split a surrogate pair.</summary>
    public static string Cut(string text, int longest) => text.Length <= longest ? text
        : text[..(char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1)] + "…";

    /// <summary>Ends a sentence with exactly one full stop.</summary>
    public static string Sentence(string text)
    {
        string sentence = text.TrimEnd();
        return sentence is [.., '.' or '!' or '?' or '…' or '。' or '！' or '？'] ? sentence : sentence + ".";
    }
}
