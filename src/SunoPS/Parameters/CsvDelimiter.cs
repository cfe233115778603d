namespace SunoPS.Commands;

/// <summary>Recognizes a CSV file that was read with another delimiter than its own.</summary>
internal static class CsvDelimiter
{
    private static readonly char[] Delimiters = [';', '\t', '|', ','];

    /// <summary>Returns the fault of rows with a header that is several columns; null for others.</summary>
    public static string? FaultOf(IEnumerable<string> headers, Func<string, bool> isKnown) => (
        from header in headers.Where(header => !isKnown(header))
        from own in Delimiters
        where Count(header, own, isKnown) > 0
        select $"The column '{ShownText.Line(header)}' has the names of several columns. Read the file with its own "
            + $"delimiter: Import-Csv -Delimiter {(own == '\t' ? "\"`t\"" : $"'{own}'")}.").FirstOrDefault();

    public static SunoApiException? FaultOf(PSObject row) => row.BaseObject is PSCustomObject
        && FaultOf(
            row.Properties.Select(property => property.Name),
            name => UserColumns.IsPropertyOf(typeof(SunoClip), name)) is { } fault
                ? SunoApiException.Invalid(fault) : null;

    /// <summary>Counts the known columns in the first line of a CSV file.</summary>
    public static int Count(string line, Func<string, bool> isKnown) =>
        Delimiters.Max(delimiter => Count(line, delimiter, isKnown));

    private static int Count(string line, char delimiter, Func<string, bool> isKnown) =>
        line.Contains(delimiter, StringComparison.Ordinal)
            ? line.Split(delimiter).Count(name => isKnown(name.Trim(' ', '"', '\uFEFF'))) : 0;
}
