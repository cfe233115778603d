using System.Globalization;
using System.Reflection;
using System.Text;

namespace SunoPS.Demo;

/// <summary>
/// Writes objects as CSV (RFC 4180), with one column for each public property and the same text as the module.
/// </summary>
internal static class CsvFile
{
    private const string LineEnd = "\r\n";

    /// <summary>Writes a header and a row for each object; returns the number of rows.</summary>
    public static async Task<int> WriteAsync<T>(
        string path, IReadOnlyCollection<T> rows, CancellationToken cancellationToken)
    {
        PropertyInfo[] columns = [.. typeof(T).GetProperties().OrderBy(property => property.MetadataToken)];
        var text = new StringBuilder();
        AppendRow(text, columns.Select(column => column.Name));
        foreach (T row in rows)
        {
            AppendRow(text, columns.Select(column => Print(column.GetValue(row))));
        }

        await File.WriteAllTextAsync(path, text.ToString(), cancellationToken);
        return rows.Count;
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string?> cells) =>
        text.AppendJoin(',', cells.Select(Quote)).Append(LineEnd);

    // Like Export-Csv: a null cell is empty without quotation marks, an empty string has them.
    private static string? Quote(string? cell) =>
        cell is null ? null : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string? Print(object? value) => value switch
    {
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString(),
    };
}
