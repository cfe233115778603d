namespace SunoPS.Help;

/// <summary>Wraps text and tables at blanks, for lines of a width.</summary>
internal static class TextLayout
{
    private const string Gap = "  ";

    /// <summary>Returns the lines of a text. Does not break words that are longer than a line.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        foreach (string paragraph in text.Split('\n'))
        {
            string line = "";
            foreach (string word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > width)
                {
                    yield return line;
                    line = "";
                }

                line = line.Length == 0 ? word : $"{line} {word}";
            }

            yield return line;
        }
    }

    /// <summary>Returns the lines of a table; cells wrap if their columns are too narrow.</summary>
    public static IEnumerable<string> Table(IReadOnlyList<IReadOnlyList<string>> rows, int width)
    {
        int[] widths = Fit(rows, width);
        foreach (IReadOnlyList<string> row in rows)
        {
            List<List<string>> cells = [.. row.Select((cell, column) => Wrap(cell, widths[column]).ToList())];
            for (int line = 0; line < cells.Max(cell => cell.Count); line++)
            {
                yield return string.Join(Gap, cells.Select((cell, column) =>
                    (cell.ElementAtOrDefault(line) ?? "").PadRight(widths[column]))).TrimEnd();
            }
        }
    }

    /// <summary>Computes column widths: those of the longest cells; the widest columns yield until all fit.</summary>
    private static int[] Fit(IReadOnlyList<IReadOnlyList<string>> rows, int width)
    {
        var columns = Enumerable.Range(0, rows[0].Count).ToList();
        int[] widths = [.. columns.Select(column => rows.Max(row => row[column].Length))];
        int[] least = [.. columns.Select(column => rows.Max(row => row[column].Split(' ').Max(word => word.Length)))];
        while (
            widths.Sum() + (Gap.Length * (widths.Length - 1)) > width
                && columns.Where(column => widths[column] > least[column]).ToList() is { Count: > 0 } yielding)
        {
            widths[yielding.MaxBy(column => widths[column])]--;
        }

        return widths;
    }
}
