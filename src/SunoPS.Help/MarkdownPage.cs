using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace SunoPS.Help;

/// <summary>A Markdown page. Converts its blocks to plain paragraphs, and rejects content that would be lost.</summary>
internal sealed class MarkdownPage
{
    // Parses tables even for pages of cmdlets, to reject them: help would show the raw Markdown.
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePreciseSourceLocation().UsePipeTables().Build();

    private readonly string _path;

    /// <exception cref="InvalidDataException">The page does not begin with its name and a paragraph.</exception>
    public MarkdownPage(string path)
    {
        _path = path;
        Name = Path.GetFileNameWithoutExtension(path);
        Block[] blocks = [.. Markdown.Parse(File.ReadAllText(path).ReplaceLineEndings("\n"), Pipeline)];
        if (blocks is not [HeadingBlock { Level: 1 } title, ParagraphBlock synopsis, .. var rest]
            || Line(title) != Name)
        {
            throw Error(null, $"The page must begin with \"# {Name}\", its file name, and a paragraph about it.");
        }

        Synopsis = Line(synopsis);
        Blocks = rest;
    }

    /// <summary>That of the cmdlet or topic: the name of the file without its extension.</summary>
    public string Name { get; }

    public string Synopsis { get; }

    /// <summary>The blocks below the synopsis.</summary>
    public IReadOnlyList<Block> Blocks { get; }

    /// <summary>Splits blocks at the headings of a level.</summary>
    public IEnumerable<(string Title, IReadOnlyList<Block> Blocks)> Sections(IReadOnlyList<Block> blocks, int level) =>
        blocks is [not HeadingBlock, ..]
            ? throw Error(blocks[0], $"Text here belongs under a heading of level {level}.")
            : blocks.OfType<HeadingBlock>().Where(heading => heading.Level == level).Select(heading => (
                Line(heading),
                (IReadOnlyList<Block>)[.. blocks.SkipWhile(block => block != heading).Skip(1).TakeWhile(
                    block => block is not HeadingBlock other || other.Level != level)]));

    /// <summary>Returns an error at a block, in the format that MSBuild reads from the output of a tool.</summary>
    public InvalidDataException Error(MarkdownObject? block, string text) =>
        new($"{_path}({block?.Line + 1 ?? 1}): error HELP: {text}");

    /// <summary>Returns the paragraphs of blocks; a list is one.</summary>
    public IReadOnlyList<string> Paragraphs(IEnumerable<Block> blocks) => [.. blocks.SelectMany(Convert)];

    /// <summary>Returns the text of a heading or paragraph on one line.</summary>
    public string Line(LeafBlock block) => Text(block.Inline).Replace('\n', ' ').Trim();

    public static string Code(CodeBlock block) =>
        string.Join('\n', block.Lines.Lines.Take(block.Lines.Count).Select(line => line.Slice.ToString().TrimEnd()))
            .Trim('\n');

    private IEnumerable<string> Convert(Block block) => block switch
    {
        ParagraphBlock paragraph => [Text(paragraph.Inline).Trim()],
        CodeBlock code => [Code(code)],
        ListBlock { IsOrdered: false, IsLoose: false } list => [string.Join('\n', Items(list))],
        _ => throw Error(block, $"Help cannot show a {block.GetType().Name} here."),
    };

    private IEnumerable<string> Items(ListBlock list) => list.OfType<ListItemBlock>().Select(item =>
        "- " + string.Join('\n', Paragraphs(item)).Replace("\n", "\n  ", StringComparison.Ordinal));

    private string Text(ContainerInline? container) => string.Concat((container ?? []).Select(Text));

    private string Text(Inline inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        LineBreakInline { IsHard: false } => " ",
        LinkInline { IsImage: false, Url: var url } link when Text((ContainerInline)link) is var text =>
            text == url || url?.StartsWith("http", StringComparison.Ordinal) != true ? text : $"{text} ({url})",
        HtmlInline html => throw Error(html, $"Markdown takes {html.Tag} for HTML; write it as `code`."),
        LinkInline => throw Error(inline, "Help cannot show an image."),
        _ => throw Error(inline, $"Help cannot show a {inline.GetType().Name} here."),
    };
}
