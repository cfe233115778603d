using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace SunoPS.Help;

/// <summary>A page about the whole module, as the text file that <c>Get-Help about_…</c> shows.</summary>
internal sealed class AboutTopic(MarkdownPage page)
{
    /// <summary>The prefix of the file name of a topic; all other pages are about cmdlets.</summary>
    public const string NamePrefix = "about_";

    private const int LineWidth = 80;
    private const int HeadingIndent = 2;
    private const int TextIndent = 4;
    private const int TextWidth = LineWidth - TextIndent;
    private const int CodeIndent = 8;

    private readonly StringBuilder _output = new();

    /// <summary>The name of the topic, such as <c>about_SunoPS</c>.</summary>
    public string Name => page.Name;

    /// <summary>The sentence below the title.</summary>
    public string Synopsis => page.Synopsis;

    /// <summary>Writes the topic to a folder in UTF-8, with lists of names and synopses at its end.</summary>
    public void Write(string folder, params (string Title, IEnumerable<(string Name, string Synopsis)> Rows)[] lists)
    {
        // Get-Help reads the fifth line as the synopsis.
        Section("TOPIC", [Name]);
        Section("SHORT DESCRIPTION", [Synopsis]);
        Add(0, ["LONG DESCRIPTION"]);
        foreach (Block block in page.Blocks)
        {
            AddBlock(block);
        }

        foreach (var (title, rows) in lists)
        {
            Section(title, TextTable.FormatRows(
                [.. rows.Select(row => (IReadOnlyList<string>)[row.Name, row.Synopsis])], TextWidth));
        }

        File.WriteAllText(Path.Combine(folder, Name + ".help.txt"), _output.ToString().TrimEnd('\n') + "\n");
    }

    private void Section(string title, IEnumerable<string> lines)
    {
        Add(0, [title]);
        Add(TextIndent, [.. lines, ""]);
    }

    private void AddBlock(Block block)
    {
        switch (block)
        {
            case HeadingBlock { Level: 2 } heading:
                Add(HeadingIndent, [page.Line(heading)]);
                break;
            case CodeBlock code:
                Add(CodeIndent, [.. MarkdownPage.Code(code).Split('\n'), ""]);
                break;
            case ListBlock { IsOrdered: false } list:
                Add(TextIndent, [.. list.OfType<ListItemBlock>().SelectMany(LinesOf), ""]);
                break;
            case Table table:
                Add(TextIndent, [.. TextTable.Format([.. table.OfType<TableRow>().Select(CellsOf)], TextWidth), ""]);
                break;
            default:
                Add(TextIndent, [.. page.Paragraphs([block]).SelectMany(text => TextWrap.Wrap(text, TextWidth)), ""]);
                break;
        }
    }

    private IEnumerable<string> LinesOf(ListItemBlock item) =>
        TextWrap.Wrap(string.Join('\n', page.Paragraphs(item)), TextWidth - 2)
            .Select((line, index) => (index == 0 ? "- " : "  ") + line);

    private IReadOnlyList<string> CellsOf(TableRow row) =>
        [.. row.OfType<TableCell>().Select(cell => string.Join(' ', page.Paragraphs(cell)))];

    private void Add(int indent, IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            _output.Append((new string(' ', indent) + line).TrimEnd()).Append('\n');
        }
    }
}
