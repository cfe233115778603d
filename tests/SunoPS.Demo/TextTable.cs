using System.Text;

namespace SunoPS.Demo;

/// <summary>Prints rows in columns of fixed width.</summary>
internal static class TextTable
{
    /// <summary>Prints an empty line, a header, a rule, and the rows; truncated text ends in an ellipsis.</summary>
    public static void Write<T>(IEnumerable<T> rows, params IReadOnlyList<Column<T>> columns)
    {
        Console.WriteLine();
        WriteLine(columns.Select(column => Fit(column.Name, column)));
        WriteLine(columns.Select(column => new string('-', Math.Abs(column.Width))));
        foreach (T row in rows)
        {
            WriteLine(columns.Select(column => Fit(column.Text(row) ?? "", column)));
        }
    }

    private static void WriteLine(IEnumerable<string> cells) => Console.WriteLine(string.Join(' ', cells).TrimEnd());

    private static string Fit<T>(string text, Column<T> column)
    {
        int room = Math.Abs(column.Width);
        if (text.EnumerateRunes().Sum(WidthOf) > room)
        {
            text = Cut(text, room - 1) + '…';
        }

        var padding = new string(' ', room - text.EnumerateRunes().Sum(WidthOf));
        return column.Width < 0 ? padding + text : text + padding;
    }

    private static string Cut(string text, int room)
    {
        var cut = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            room -= WidthOf(rune);
            if (room < 0)
            {
                break;
            }

            cut.Append(rune.ToString());
        }

        return cut.ToString();
    }

    /// <summary>Returns the width of a character in a terminal: two columns for East Asian scripts.</summary>
    private static int WidthOf(Rune rune) => rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF)
        or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE4F) or (
            >= 0xFF00 and <= 0xFF60)
        or (>= 0x1F300 and <= 0x1F9FF) or (>= 0x20000 and <= 0x3FFFD) ? 2 : 1;

    /// <summary>A column of a table.</summary>
    /// <param name="Name">The header.</param>
    /// <param name="Width">The width in columns of the terminal; negative for right-aligned text.</param>
    /// <param name="Text">Returns the text of a row; null for none.</param>
    internal sealed record Column<T>(string Name, int Width, Func<T, string?> Text);
}
