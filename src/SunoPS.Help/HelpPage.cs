namespace SunoPS.Help;

/// <summary>What one Markdown file says about a cmdlet. Every text is plain: one string a paragraph.</summary>
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
}

/// <summary>A parameter, an input type or an output type, and what the page says about it.</summary>
internal sealed record HelpEntry(string Name, int Line, IReadOnlyList<string> Text)
{
    /// <summary>A heading that says that there is nothing of the kind.</summary>
    public const string None = "None";

    public string? Default { get; init; }

    public bool IsNone => Name == None;
}

/// <summary>A title, what to type, and what to know about it.</summary>
internal sealed record HelpExample(string Title, string Code, IReadOnlyList<string> Remarks);

/// <summary>
/// A related link; only addresses on the web have a <see cref="Uri"/>, as help has no folder to be relative to.
/// </summary>
internal sealed record HelpLink(string Text, string? Uri);
