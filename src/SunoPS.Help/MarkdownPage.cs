using System.Globalization;
using System.Text;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace SunoPS.Help;

/// <summary>
/// A Markdown page. Converts its blocks to plain paragraphs for help, and reports content that would be lost.
/// </summary>
internal sealed class MarkdownPage(string path, List<HelpError> errors)
{
    // Parses tables even for pages of cmdlets, to reject them: help would show the raw Markdown.
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePreciseSourceLocation().UsePipeTables().Build();

    public string Path => path;

    /// <summary>The name of the file without its extension: that of the cmdlet or topic.</summary>
    public string Name { get; } = System.IO.Path.GetFileNameWithoutExtension(path);

    /// <summary>The Markdown, with line feeds.</summary>
    public string Text { get; } = File.ReadAllText(path).ReplaceLineEndings("\n");

    /// <summary>Parses the Markdown, and returns the blocks with content.</summary>
    public IEnumerable<Block> Parse() => Markdown.Parse(Text, Pipeline).Where(
        block => block is not (HtmlBlock { Type: HtmlBlockType.Comment } or LinkReferenceDefinitionGroup));

    /// <summary>
    /// Returns the paragraphs of blocks. A tight list is one paragraph; a loose list has one paragraph for each item.
    /// </summary>
    public IReadOnlyList<string> Paragraphs(IEnumerable<Block> blocks) => [.. blocks.SelectMany(Convert)];

    /// <summary>Returns the text of a heading or paragraph on one line.</summary>
    public string Line(LeafBlock block) => Inlines(block).Replace('\n', ' ').Trim();

    /// <summary>Returns the unchanged lines of a code block.</summary>
    public static string Code(CodeBlock block) =>
        string.Join('\n', block.Lines.Lines.Take(block.Lines.Count).Select(line => line.Slice.ToString().TrimEnd()))
            .Trim('\n');

    /// <summary>Returns the text of a block's inlines. Soft line breaks are kept only on request.</summary>
    public string Inlines(LeafBlock block, bool keepLineBreaks = false)
    {
        var text = new StringBuilder();
        Append(block.Inline, text, keepLineBreaks, block.Line);
        return text.ToString().Trim();
    }

    /// <summary>Reports a structure that a page cannot have.</summary>
    public void Layout(int line, string text) => Report(HelpError.Layout, line, text);

    /// <summary>Reports an error at a line, counted from 1.</summary>
    public void Report(string code, int line, string text) => errors.Add(new HelpError(path, line, code, text));

    private IEnumerable<string> Convert(Block block)
    {
        switch (block)
        {
            case ParagraphBlock paragraph:
                return [Inlines(paragraph)];
            case CodeBlock code:
                return [Code(code)];
            case ListBlock { IsLoose: true } list:
                return Items(list);
            case ListBlock list:
                return [string.Join('\n', Items(list))];
            case HtmlBlock { Type: HtmlBlockType.Comment }:
                return [];
            default:
                Unsupported(block.Line, block switch
                {
                    HtmlBlock => "HTML",
                    Table => "a table",
                    QuoteBlock => "a block quote",
                    HeadingBlock => "a heading of this level",
                    ThematicBreakBlock => "a horizontal rule",
                    _ => block.GetType().Name,
                });
                return [];
        }
    }

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

    private void Append(ContainerInline? container, StringBuilder text, bool keepLineBreaks, int blockLine)
    {
        foreach (var inline in container ?? Enumerable.Empty<Inline>())
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case LineBreakInline lineBreak:
                    text.Append(lineBreak.IsHard || keepLineBreaks ? '\n' : ' ');
                    break;
                case AutolinkInline link:
                    text.Append(link.Url);
                    break;
                case LinkInline { IsImage: false } link:
                    AppendLink(link, text, keepLineBreaks, blockLine);
                    break;
                case LinkInline image:
                    Unsupported(image.Line, "an image");
                    break;
                case HtmlInline html when html.Tag.StartsWith("<!--", StringComparison.Ordinal):
                    break;
                case HtmlInline html:
                    Report(
                        HelpError.UnsupportedMarkdown, html.Line + 1,
                        $"Markdown takes {html.Tag} for HTML; write it as `code`.");
                    break;
                case EmphasisInline emphasis:
                    Append(emphasis, text, keepLineBreaks, blockLine);
                    break;
                case ContainerInline other:
                    // An incomplete table row or link.
                    if (other is DelimiterInline delimiter)
                    {
                        text.Append(delimiter.ToLiteral());
                    }

                    Append(other, text, keepLineBreaks, blockLine);
                    break;
                default:
                    Unsupported(blockLine, inline.GetType().Name);
                    break;
            }
        }
    }

    private void AppendLink(LinkInline link, StringBuilder text, bool keepLineBreaks, int blockLine)
    {
        int start = text.Length;
        Append(link, text, keepLineBreaks, blockLine);
        if (HelpLinks.IsOnWeb(link.Url) && text.ToString(start, text.Length - start) != link.Url)
        {
            text.Append(CultureInfo.InvariantCulture, $" ({link.Url})");
        }
    }

    private void Unsupported(int line, string what) =>
        Report(HelpError.UnsupportedMarkdown, line + 1, $"Help cannot show {what} here.");
}
