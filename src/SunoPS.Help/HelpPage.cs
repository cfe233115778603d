namespace SunoPS.Help;

/// <summary>The content of one Markdown file about a cmdlet, as plain text: one string for each paragraph.</summary>
internal sealed record HelpPage(string Path, string Name, int NameLine)
{
    public string Synopsis { get; init; } = "";

    public IReadOnlyList<string> Description { get; init; } = [];

    public IReadOnlyList<HelpEntry> Parameters { get; init; } = [];

    public IReadOnlyList<HelpEntry> Inputs { get; init; } = [];

    public IReadOnlyList<HelpEntry> Outputs { get; init; } = [];

    public IReadOnlyList<HelpExample> Examples { get; init; } = [];

    public IReadOnlyList<string> Notes { get; init; } = [];

    public IReadOnlyList<HelpLink> Links { get; init; } = [];

    /// <summary>Returns an error of the page, by default at the line of its name.</summary>
    public HelpError Error(string code, string text, int? line = null) => new(Path, line ?? NameLine, code, text);
}

/// <summary>A parameter, an input type or an output type, and its description.</summary>
internal sealed record HelpEntry(string Name, int Line, IReadOnlyList<string> Text)
{
    /// <summary>The heading if there are no entries.</summary>
    public const string None = "None";

    public string? Default { get; init; }

    public bool IsNone => Name == None;
}

/// <summary>A title, code and remarks.</summary>
internal sealed record HelpExample(string Title, string Code, IReadOnlyList<string> Remarks);

/// <summary>
/// A related link. Only web addresses have a <see cref="Uri"/>, because help has no folder for relative links.
/// </summary>
internal sealed record HelpLink(string Text, string? Uri);
