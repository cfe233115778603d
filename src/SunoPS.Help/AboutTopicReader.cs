using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace SunoPS.Help;

/// <summary>Reads the Markdown page of an <c>about_</c> topic.</summary>
internal sealed class AboutTopicReader(MarkdownPage page)
{
    /// <summary>The prefix of the file name of a topic; all other pages are about cmdlets.</summary>
    public const string NamePrefix = "about_";

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

        return topic with { LongDescription = [.. rest.Select(Convert).OfType<AboutBlock>()] };
    }

    private AboutBlock? Convert(Block block) => block switch
    {
        HeadingBlock { Level: 2 } heading => new AboutBlock.Heading(page.Line(heading)),
        CodeBlock code => ReadCode(code),
        ListBlock { IsOrdered: false } list => new AboutBlock.Items(
            [.. list.OfType<ListItemBlock>().Select(item => string.Join('\n', page.Paragraphs(item)))]),
        Table table => new AboutBlock.Table([.. table.OfType<TableRow>().Select(ReadRow)]),
        _ => page.Paragraphs([block]) is [var text] ? new AboutBlock.Paragraph(text) : null,
    };

    private AboutBlock.Code ReadCode(CodeBlock block)
    {
        string code = MarkdownPage.Code(block);
        if (code.Split('\n').Any(line => line.Length > AboutTopicWriter.CodeWidth))
        {
            // Wrapping can change the meaning of code.
            page.Layout(
                block.Line + 1, $"A line of the code has more than {AboutTopicWriter.CodeWidth} characters.");
        }

        return new AboutBlock.Code(code);
    }

    private List<string> ReadRow(TableRow row) =>
        [.. row.OfType<TableCell>().Select(cell => string.Join(' ', page.Paragraphs(cell)))];
}
