namespace SunoPS.Help;

/// <summary>What one Markdown file says about the module as a whole.</summary>
/// <param name="Path">The file.</param>
/// <param name="Name">Its name, which is that of the topic, such as <c>about_SunoPS</c>.</param>
internal sealed record AboutTopic(string Path, string Name)
{
    /// <summary>The line that lists of topics show.</summary>
    public string ShortDescription { get; init; } = "";

    /// <summary>The text, with a heading before each of its parts.</summary>
    public IReadOnlyList<AboutBlock> LongDescription { get; init; } = [];
}

/// <summary>A piece of a topic that is laid out in one way.</summary>
internal abstract record AboutBlock
{
    private AboutBlock()
    {
    }

    /// <summary>Begins a part.</summary>
    internal sealed record Heading(string Text) : AboutBlock;

    /// <summary>Text that wraps.</summary>
    internal sealed record Paragraph(string Text) : AboutBlock;

    /// <summary>Lines that stay as they are.</summary>
    internal sealed record Code(string Text) : AboutBlock;

    /// <summary>One text an item.</summary>
    internal sealed record Items(IReadOnlyList<string> Texts) : AboutBlock;

    /// <summary>Rows of cells, the heading row first; all rows have as many.</summary>
    internal sealed record Table(IReadOnlyList<IReadOnlyList<string>> Rows) : AboutBlock;
}
