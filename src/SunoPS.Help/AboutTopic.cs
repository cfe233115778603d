namespace SunoPS.Help;

/// <summary>The content of one Markdown file about the whole module.</summary>
/// <param name="Path">The path of the file.</param>
/// <param name="Name">The name of the topic, such as <c>about_SunoPS</c>.</param>
internal sealed record AboutTopic(string Path, string Name)
{
    /// <summary>The line in lists of topics.</summary>
    public string ShortDescription { get; init; } = "";

    /// <summary>The lines of the text, indented, with a heading before each section.</summary>
    public IReadOnlyList<string> LongDescription { get; init; } = [];
}
