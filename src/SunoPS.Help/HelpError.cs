using System.Globalization;

namespace SunoPS.Help;

/// <summary>An error that prevents a help file, with its location for the build log.</summary>
internal sealed record HelpError(string Path, int? Line, string Code, string Text)
{
    public const string CannotRead = "SUNOHELP001";
    public const string PageMissing = "SUNOHELP002";
    public const string CmdletMissing = "SUNOHELP003";
    public const string ParameterNotDescribed = "SUNOHELP004";
    public const string ParameterUnknown = "SUNOHELP005";
    public const string ExampleMissing = "SUNOHELP006";
    public const string TextMissing = "SUNOHELP007";
    public const string OutputNotDescribed = "SUNOHELP008";
    public const string OutputUnknown = "SUNOHELP009";
    public const string InputsDisagree = "SUNOHELP010";
    public const string Layout = "SUNOHELP011";
    public const string UnsupportedMarkdown = "SUNOHELP012";
    public const string LinkBroken = "SUNOHELP013";
    public const string UnsupportedCmdlet = "SUNOHELP014";

    /// <summary>Formats the error for MSBuild.</summary>
    public override string ToString() => Line is { } line
        ? string.Create(CultureInfo.InvariantCulture, $"{Path}({line}): error {Code}: {Text}")
        : $"{Path} : error {Code}: {Text}";
}
