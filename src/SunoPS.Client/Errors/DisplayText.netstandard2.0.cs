using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace SunoPS;

/// <content>The regular expressions, from the patterns that the methods name.</content>
internal static partial class DisplayText
{
    private static partial Regex UnsafeRun() => Expression();

    private static partial Regex UnsafeRunInLines() => Expression();

    private static Regex Expression([CallerMemberName] string method = "") =>
        GeneratedRegexAttribute.Of(typeof(DisplayText), method);
}
