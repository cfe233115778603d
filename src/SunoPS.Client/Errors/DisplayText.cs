using System.Text.RegularExpressions;

namespace SunoPS;

/// <summary>
/// Cleans text for the eye: the one function for errors, warnings, verbose messages, progress bars and
/// <c>-WhatIf</c>. Objects keep what was sent.
/// </summary>
internal static partial class DisplayText
{
    /// <summary>
    /// The characters that a terminal obeys instead of showing them, as they stand in a class of a regular expression:
    /// control characters (C0, C1, ESC), and those that break lines or turn the direction of writing. The views repeat
    /// it, because they can call no method in constrained language.
    /// </summary>
    public const string UnsafeCharacters = @"\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u206F";

    /// <summary>Returns the text on one line, with one blank for each run of unsafe characters.</summary>
    public static string Line(string? text) => text is null ? "" : UnsafeRun().Replace(text, " ");

    /// <summary>
    /// Returns the text with its line breaks and tabs, and one blank for each run of unsafe characters.
    /// </summary>
    public static string Lines(string? text) => text is null ? "" : UnsafeRunInLines().Replace(text, " ");

    [GeneratedRegex("[" + UnsafeCharacters + "]+")]
    private static partial Regex UnsafeRun();

    [GeneratedRegex("[" + UnsafeCharacters + @"-[\n\t]]+")]
    private static partial Regex UnsafeRunInLines();
}
