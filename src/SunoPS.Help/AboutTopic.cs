using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace SunoPS.Help;

/// <summary>A page about the whole module, as the text file that <c>Get-Help about_…</c> shows.</summary>
internal sealed class AboutTopic(MarkdownPage page)
{
    /// <summary>The prefix of the file name of a topic; all other pages are about cmdlets.</summary>
    public const string NamePrefix = "about_";

    private const int HeadingIndent = 2;
    private const int TextIndent = 4;
    private const int TextWidth = 76;
    private const int CodeIndent = 8;

    private readonly StringBuilder _output = new();

    /// <summary>Writes the topic to a folder in UTF-8, with lists of names and synopses at its end.</summary>
    public void Write(string folder, params (string Title, IEnumerable<IReadOnlyList<string>> Rows)[] lists)
    {
        // Get-Help reads the fifth line as the synopsis.
        Section("TOPIC", [page.Name]);
        Section("SHORT DESCRIPTION", [page.Synopsis]);
        Add(0, "LONG DESCRIPTION");
        foreach (Block block in page.Blocks)
        {
            AddBlock(block);
        }

        foreach (var (title, rows) in lists)
        {
            Section(title, TextLayout.Table([.. rows], TextWidth));
        }

        File.WriteAllText(Path.Combine(folder, page.Name + ".help.txt"), _output.ToString().TrimEnd('\n') + "\n");
    }

    private void Section(string title, IEnumerable<string> lines)
    {
        Add(0, title);
        Add(TextIndent, [.. lines, ""]);
    }

    private void AddBlock(Block block)
    {
        switch (block)
        {
            case HeadingBlock { Level: 2 } heading:
                Add(HeadingIndent, page.Line(heading));
                break;
            case CodeBlock code:
                Add(CodeIndent, [.. MarkdownPage.Code(code).Split('\n'), ""]);
                break;
            case ListBlock { IsOrdered: false } list:
                Add(TextIndent, [.. list.OfType<ListItemBlock>().SelectMany(LinesOf), ""]);
                break;
            case Table table:
                IReadOnlyList<string>[] rows = [.. table.OfType<TableRow>().Select(CellsOf)];
                string[] underline = [.. rows[0].Select(title => new string('-', title.Length))];
                Add(TextIndent, [.. TextLayout.Table([rows[0], underline, .. rows[1..]], TextWidth), ""]);
                break;
            default:
                Add(TextIndent, [.. page.Paragraphs([block]).SelectMany(text => TextLayout.Wrap(text, TextWidth)), ""]);
                break;
        }
    }

    private IEnumerable<string> LinesOf(ListItemBlock item) =>
        TextLayout.Wrap(string.Join('\n', page.Paragraphs(item)), TextWidth - 2)
            .Select((line, index) => (index == 0 ? "- " : "  ") + line);

    private IReadOnlyList<string> CellsOf(TableRow row) =>
        [.. row.OfType<TableCell>().Select(cell => string.Join(' ', page.Paragraphs(cell)))];

    private void Add(int indent, params IEnumerable<string> lines) => _output.AppendJoin(
        "", lines.Select(line => (new string(' ', indent) + line).TrimEnd() + "\n"));
}
