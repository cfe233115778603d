using System.Text.RegularExpressions;

namespace SunoPS.Commands;

/// <content>The regular expressions, from the patterns that the methods name.</content>
internal static partial class InvocationMask
{
    private static partial Regex KeyFromExpression() =>
        GeneratedRegexAttribute.Of(typeof(InvocationMask), nameof(KeyFromExpression));

    private static partial Regex KeyAsText() => GeneratedRegexAttribute.Of(typeof(InvocationMask), nameof(KeyAsText));
}
