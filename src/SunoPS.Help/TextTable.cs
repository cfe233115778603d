namespace SunoPS.Help;

/// <summary>Formats a table as text.</summary>
internal static class TextTable
{
    private const int Gap = 2;

    /// <summary>Returns the lines of a table; cells wrap if their columns are too narrow.</summary>
    /// <param name="rows">The heading row first.</param>
    /// <param name="width">The width of a line.</param>
    public static IEnumerable<string> Format(IReadOnlyList<IReadOnlyList<string>> rows, int width)
    {
        List<string> underline = [.. rows[0].Select(title => new string('-', title.Length))];
        return FormatRows([rows[0], underline, .. rows.Skip(1)], width);
    }

    /// <summary>Returns the lines of a table without a heading row.</summary>
    public static IEnumerable<string> FormatRows(IReadOnlyList<IReadOnlyList<string>> rows, int width)
    {
        int[] widths = Fit(rows, width);
        return rows.SelectMany(row => FormatRow(row, widths));
    }

    /// <summary>
    /// Computes column widths: the longest cells, reduced from the widest columns; at least the longest words.
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
        return Enumerable.Range(0, cells.Max(cell => cell.Count)).Select(line => string.Join(
            new string(' ', Gap),
            cells.Select((cell, column) => (cell.ElementAtOrDefault(line) ?? "").PadRight(widths[column]))).TrimEnd());
    }
}
