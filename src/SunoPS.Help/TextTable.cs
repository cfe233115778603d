namespace SunoPS.Help;

/// <summary>Lays a table out in columns of text.</summary>
internal static class TextTable
{
    private const int Gap = 2;

    /// <summary>The lines of a table; cells wrap where their columns have to be narrower than their text.</summary>
    /// <param name="rows">The heading row first.</param>
    /// <param name="width">The room for a line.</param>
    public static IEnumerable<string> Format(IReadOnlyList<IReadOnlyList<string>> rows, int width)
    {
        List<string> underline = [.. rows[0].Select(title => new string('-', title.Length))];
        return FormatRows([rows[0], underline, .. rows.Skip(1)], width);
    }

    /// <summary>The lines of a table that has no heading row.</summary>
    public static IEnumerable<string> FormatRows(IReadOnlyList<IReadOnlyList<string>> rows, int width)
    {
        int[] widths = Fit(rows, width);
        return rows.SelectMany(row => FormatRow(row, widths));
    }

    /// <summary>
    /// As wide as their longest cells, less what the widest have to give up; never less than their longest words.
    /// </summary>
    private static int[] Fit(IReadOnlyList<IReadOnlyList<string>> rows, int width)
    {
        var columns = Enumerable.Range(0, rows[0].Count).ToList();
        int[] widths = [.. columns.Select(column => rows.Max(row => row[column].Length))];
        int[] least = [.. columns.Select(column => rows.Max(row => row[column].Split(' ').Max(word => word.Length)))];
        while (
            widths.Sum() + (Gap * (widths.Length - 1)) > width
                && columns.Where(column => widths[column] > least[column]).ToList() is { Count: > 0 } yielding)
        {
            widths[yielding.MaxBy(column => widths[column])]--;
        }

        return widths;
    }

    private static IEnumerable<string> FormatRow(IReadOnlyList<string> row, int[] widths)
    {
        List<List<string>> cells = [.. row.Select((cell, column) => TextWrap.Wrap(cell, widths[column]).ToList())];
        for (int line = 0; line < cells.Max(cell => cell.Count); line++)
        {
            yield return string.Join(
                new string(' ', Gap),
                cells.Select((cell, column) => cell.ElementAtOrDefault(line, "").PadRight(widths[column]))).TrimEnd();
        }
    }

    private static string ElementAtOrDefault(this List<string> lines, int index, string otherwise) =>
        index < lines.Count ? lines[index] : otherwise;
}
