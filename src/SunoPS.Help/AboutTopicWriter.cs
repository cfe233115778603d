using System.Text;

namespace SunoPS.Help;

/// <summary>Writes a topic as the text file that <c>Get-Help about_…</c> shows.</summary>
internal sealed class AboutTopicWriter
{
    /// <summary>The width of text on a line of 80 columns.</summary>
    public const int TextWidth = 80 - TextIndent;

    /// <summary>The width of code on a line of 80 columns.</summary>
    public const int CodeWidth = 80 - CodeIndent;

    private const int TextIndent = 4;
    private const int HeadingIndent = 2;
    private const int CodeIndent = 8;

    private readonly StringBuilder _output = new();

    /// <summary>Writes a topic to a folder in UTF-8, with links to the pages of all cmdlets.</summary>
    /// <returns>The path of the file.</returns>
    public static string Write(string folder, AboutTopic topic, IEnumerable<HelpPage> pages)
    {
        string path = Path.Combine(folder, topic.Name + ".help.txt");
        Directory.CreateDirectory(folder);
        File.WriteAllText(path, new AboutTopicWriter().Format(topic, pages));
        return path;
    }

    private string Format(AboutTopic topic, IEnumerable<HelpPage> pages)
    {
        // Get-Help reads the fifth line as the synopsis.
        Section("TOPIC", [topic.Name]);
        Section("SHORT DESCRIPTION", [topic.ShortDescription]);
        Section("LONG DESCRIPTION", []);
        foreach (var block in topic.LongDescription)
        {
            Append(block);
        }

        Section("CMDLETS", [.. TextTable.FormatRows([.. pages.Select(page =>
            (IReadOnlyList<string>)[page.Name, page.Synopsis])], TextWidth)]);
        return _output.ToString().TrimEnd('\n') + "\n";
    }

    private void Section(string title, IReadOnlyList<string> lines)
    {
        Line(0, title);
        foreach (string line in lines)
        {
            Line(TextIndent, line);
        }

        if (lines.Count > 0)
        {
            Line(0, "");
        }
    }

    private void Append(AboutBlock block)
    {
        switch (block)
        {
            case AboutBlock.Heading heading:
                Line(HeadingIndent, heading.Text);
                return;
            case AboutBlock.Paragraph paragraph:
                Lines(TextIndent, TextWrap.Wrap(paragraph.Text, TextWidth));
                break;
            case AboutBlock.Code code:
                Lines(CodeIndent, code.Text.Split('\n'));
                break;
            case AboutBlock.Items items:
                foreach (string text in items.Texts)
                {
                    Lines(
                        TextIndent,
                        TextWrap.Wrap(text, TextWidth - 2).Select((line, index) => (index == 0 ? "- " : "  ") + line));
                }

                break;
            case AboutBlock.Table table:
                Lines(TextIndent, TextTable.Format(table.Rows, TextWidth));
                break;
        }

        Line(0, "");
    }

    private void Lines(int indent, IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            Line(indent, line);
        }
    }

    private void Line(int indent, string text) =>
        _output.Append((new string(' ', indent) + text).TrimEnd()).Append('\n');
}
