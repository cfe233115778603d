using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace SunoPS.Help;

/// <summary>Reads the Markdown page of an <c>about_</c> topic.</summary>
internal sealed class AboutTopicReader(MarkdownPage page)
{
    /// <summary>The prefix of the file name of a topic; all other pages are about cmdlets.</summary>
    public const string NamePrefix = "about_";

    private const int HeadingIndent = 2;
    private const int CodeIndent = 8;
    private const int CodeWidth = AboutTopicWriter.LineWidth - CodeIndent;

    /// <summary>Reads all topics of a folder, sorted by name, and collects their errors.</summary>
    public static IReadOnlyList<AboutTopic> ReadFolder(string folder, List<HelpError> errors) =>
    [
        .. Directory.EnumerateFiles(folder, NamePrefix + "*.md").Order(StringComparer.Ordinal)
            .Select(path => new AboutTopicReader(new MarkdownPage(path, errors)).Read()),
    ];

    private AboutTopic Read()
    {
        var topic = new AboutTopic(page.Path, page.Name);
        List<Block> blocks = [.. page.Parse()];
        if (
            blocks is not [HeadingBlock { Level: 1 } title, ParagraphBlock summary, .. var rest]
                || page.Line(title) != topic.Name)
        {
            page.Layout(
                1, $"The page must begin with \"# {topic.Name}\", the name of the file, and one line "
                    + "that says what it is about.");
            return topic;
        }

        topic = topic with { ShortDescription = page.Line(summary) };
        if (topic.ShortDescription.Length > AboutTopicWriter.TextWidth)
        {
            // Get-Help reads one line of the file as the synopsis.
            page.Layout(
                summary.Line + 1, "The first sentence must fit on a line of "
                    + $"{AboutTopicWriter.TextWidth} characters; it has {topic.ShortDescription.Length}.");
        }

        return topic with { LongDescription = [.. rest.SelectMany(LinesOf)] };
    }

    private IEnumerable<string> LinesOf(Block block) => block switch
    {
        HeadingBlock { Level: 2 } heading => Indented(HeadingIndent, [page.Line(heading)]),
        CodeBlock code => [.. Indented(CodeIndent, ReadCode(code)), ""],
        ListBlock { IsOrdered: false } list => Text(list.OfType<ListItemBlock>().SelectMany(ReadItem)),
        Table table => Text(
            TextTable.Format([.. table.OfType<TableRow>().Select(ReadRow)], AboutTopicWriter.TextWidth)),
        _ => page.Paragraphs([block]) is [var text] ? Text(TextWrap.Wrap(text, AboutTopicWriter.TextWidth)) : [],
    };

    private string[] ReadCode(CodeBlock block)
    {
        string[] lines = MarkdownPage.Code(block).Split('\n');
        if (lines.Any(line => line.Length > CodeWidth))
        {
            // Wrapping can change the meaning of code.
            page.Layout(block.Line + 1, $"A line of the code has more than {CodeWidth} characters.");
        }

        return lines;
    }

    private IEnumerable<string> ReadItem(ListItemBlock item) =>
        TextWrap.Wrap(string.Join('\n', page.Paragraphs(item)), AboutTopicWriter.TextWidth - 2)
            .Select((line, index) => (index == 0 ? "- " : "  ") + line);

    private List<string> ReadRow(TableRow row) =>
        [.. row.OfType<TableCell>().Select(cell => string.Join(' ', page.Paragraphs(cell)))];

    private static IEnumerable<string> Text(IEnumerable<string> lines) =>
        [.. Indented(AboutTopicWriter.TextIndent, lines), ""];

    private static IEnumerable<string> Indented(int indent, IEnumerable<string> lines) =>
        lines.Select(line => new string(' ', indent) + line);
}
