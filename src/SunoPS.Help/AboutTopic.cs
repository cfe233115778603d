namespace SunoPS.Help;

/// <summary>The content of one Markdown file about the whole module.</summary>
/// <param name="Path">The path of the file.</param>
/// <param name="Name">The name of the topic, such as <c>about_SunoPS</c>.</param>
internal sealed record AboutTopic(string Path, string Name)
{
    /// <summary>The line in lists of topics.</summary>
    public string ShortDescription { get; init; } = "";

    /// <summary>The text, with a heading before each section.</summary>
    public IReadOnlyList<AboutBlock> LongDescription { get; init; } = [];
}

/// <summary>A block of a topic with one layout.</summary>
internal abstract record AboutBlock
{
    private AboutBlock()
    {
    }

    /// <summary>Begins a section.</summary>
    internal sealed record Heading(string Text) : AboutBlock;

    /// <summary>Text that wraps.</summary>
    internal sealed record Paragraph(string Text) : AboutBlock;

    /// <summary>Lines that do not wrap.</summary>
    internal sealed record Code(string Text) : AboutBlock;

    /// <summary>A list, with one text for each item.</summary>
    internal sealed record Items(IReadOnlyList<string> Texts) : AboutBlock;

    /// <summary>Rows of cells, the heading row first; all rows have the same number of cells.</summary>
    internal sealed record Table(IReadOnlyList<IReadOnlyList<string>> Rows) : AboutBlock;
}
