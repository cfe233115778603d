using System.Text;

namespace SunoPS.Help;

/// <summary>Writes a topic as the text file that <c>Get-Help about_…</c> shows.</summary>
internal sealed class AboutTopicWriter
{
    /// <summary>The width of a line.</summary>
    public const int LineWidth = 80;

    /// <summary>The indent of text.</summary>
    public const int TextIndent = 4;

    /// <summary>The width of text.</summary>
    public const int TextWidth = LineWidth - TextIndent;

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
        foreach (string line in topic.LongDescription)
        {
            Line(0, line);
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

    private void Line(int indent, string text) =>
        _output.Append((new string(' ', indent) + text).TrimEnd()).Append('\n');
}
