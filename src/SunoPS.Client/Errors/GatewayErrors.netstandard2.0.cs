using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace SunoPS;

/// <content>The regular expressions, from the patterns that the methods name.</content>
internal static partial class GatewayErrors
{
    private static partial Regex QuotaWords() => Expression();

    private static partial Regex NotFoundWords() => Expression();

    private static partial Regex KeyWords() => Expression();

    private static partial Regex RateWords() => Expression();

    private static partial Regex RequestIdInMessage() => Expression();

    private static partial Regex HtmlTitle() => Expression();

    private static partial Regex HtmlHidden() => Expression();

    private static partial Regex HtmlTag() => Expression();

    private static Regex Expression([CallerMemberName] string method = "") =>
        GeneratedRegexAttribute.Of(typeof(GatewayErrors), method);
}
