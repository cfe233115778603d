using System.Globalization;
using Markdig;
using Markdig.Extensions.Tables;
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
        Block[] blocks =
        [
            .. Markdown.Parse(File.ReadAllText(path).ReplaceLineEndings("\n"), Pipeline).Where(
                block => block is not (HtmlBlock { Type: HtmlBlockType.Comment } or LinkReferenceDefinitionGroup)),
        ];
        if (blocks is not [HeadingBlock { Level: 1 } title, ParagraphBlock synopsis, .. var rest]
            || Line(title) != Name)
        {
            throw Error(
                null, $"The page must begin with \"# {Name}\", the name of the file, and a paragraph about it.");
        }

        Synopsis = Line(synopsis);
        Blocks = rest;
    }

    /// <summary>The name of the file without its extension: that of the cmdlet or topic.</summary>
    public string Name { get; }

    /// <summary>The paragraph below the title.</summary>
    public string Synopsis { get; }

    /// <summary>The blocks below the synopsis.</summary>
    public IReadOnlyList<Block> Blocks { get; }

    /// <summary>Returns an error at a block, in the format that MSBuild reads from the output of a tool.</summary>
    public InvalidDataException Error(MarkdownObject? block, string text) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{_path}({block?.Line + 1 ?? 1}): error HELP: {text}"));

    /// <summary>
    /// Returns the paragraphs of blocks. A tight list is one paragraph; a loose list has one paragraph for each item.
    /// </summary>
    public IReadOnlyList<string> Paragraphs(IEnumerable<Block> blocks) => [.. blocks.SelectMany(Convert)];

    /// <summary>Returns the text of a heading or paragraph on one line.</summary>
    public string Line(LeafBlock block) => Text(block.Inline).Replace('\n', ' ').Trim();

    /// <summary>Returns the unchanged lines of a code block.</summary>
    public static string Code(CodeBlock block) =>
        string.Join('\n', block.Lines.Lines.Take(block.Lines.Count).Select(line => line.Slice.ToString().TrimEnd()))
            .Trim('\n');

    private IEnumerable<string> Convert(Block block) => block switch
    {
        ParagraphBlock paragraph => [Text(paragraph.Inline).Trim()],
        CodeBlock code => [Code(code)],
        ListBlock { IsLoose: true } list => Items(list),
        ListBlock list => [string.Join('\n', Items(list))],
        HtmlBlock { Type: HtmlBlockType.Comment } => [],
        Table => throw Error(block, "Help cannot show a table here."),
        _ => throw Error(block, $"Help cannot show a {block.GetType().Name} here."),
    };

    private IEnumerable<string> Items(ListBlock list)
    {
        int number = list.IsOrdered ? int.Parse(list.OrderedStart ?? "1", CultureInfo.InvariantCulture) : 0;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            string marker = list.IsOrdered ? string.Create(CultureInfo.InvariantCulture, $"{number++}. ") : "- ";
            string indent = "\n" + new string(' ', marker.Length);
            yield return marker + string.Join('\n', Paragraphs(item)).Replace("\n", indent, StringComparison.Ordinal);
        }
    }

    private string Text(ContainerInline? container) => string.Concat((container ?? []).Select(Text));

    private string Text(Inline inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        LineBreakInline lineBreak => lineBreak.IsHard ? "\n" : " ",
        AutolinkInline link => link.Url,
        LinkInline { IsImage: false } link when Text((ContainerInline)link) is var text =>
            IsOnWeb(link.Url) && text != link.Url ? $"{text} ({link.Url})" : text,
        HtmlInline html when html.Tag.StartsWith("<!--", StringComparison.Ordinal) => "",
        HtmlInline html => throw Error(html, $"Markdown takes {html.Tag} for HTML; write it as `code`."),
        LinkInline => throw Error(inline, "Help cannot show an image."),
        // An incomplete table row or link.
        DelimiterInline delimiter => delimiter.ToLiteral() + Text((ContainerInline)delimiter),
        ContainerInline container => Text(container),
        _ => throw Error(inline, $"Help cannot show a {inline.GetType().Name} here."),
    };

    /// <summary>Returns true if the target is an absolute address that a browser opens.</summary>
    private static bool IsOnWeb(string? target) =>
        Uri.TryCreate(target, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);
}
