using System.Management.Automation;
using System.Reflection;

namespace SunoPS.Commands;

/// <summary>The columns of rows that a command understands.</summary>
internal sealed class RowColumns
{
    private static readonly char[] Delimiters = [';', '\t', '|', ','];

    private readonly Dictionary<string, string> _parameters = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="command">The type of the command.</param>
    public RowColumns(Type command)
    {
        foreach (PropertyInfo parameter in command.GetProperties())
        {
            if (parameter.GetCustomAttribute<RowColumnAttribute>() is { } column)
            {
                IEnumerable<string> aliases = parameter.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? [];
                foreach (string name in aliases.Concat(column.OtherNames).Prepend(parameter.Name))
                {
                    _parameters[name] = parameter.Name;
                }
            }
        }
    }

    /// <summary>The names of all columns.</summary>
    public IReadOnlyCollection<string> Names => _parameters.Keys;

    /// <summary>Returns the parameter of a column; null for a column of the user.</summary>
    public string? ParameterOf(string column) => _parameters.TryGetValue(column, out string? name) ? name : null;

    /// <summary>Returns the column that a column of the user looks like; null for none.</summary>
    public string? FindSimilar(string column) => _parameters.Keys
        .Where(static name => name.Length > 3)
        .Select(name => (Name: name, Distance: Distance(name.ToUpperInvariant(), column.ToUpperInvariant())))
        .Where(static pair => pair.Distance <= (pair.Name.Length < 5 ? 1 : 2))
        .OrderBy(static pair => pair.Distance)
        .FirstOrDefault().Name;

    /// <summary>
    /// Finds the delimiter of a file that was read with another one: a header then has the names of several columns.
    /// </summary>
    public char? FindDelimiter(IEnumerable<string> headers)
    {
        foreach (string header in headers.Where(header => ParameterOf(header) is null))
        {
            if (Array.FindIndex(Delimiters, delimiter => Count(header, delimiter) > 0) is >= 0 and var i)
            {
                return Delimiters[i];
            }
        }

        return null;
    }

    /// <summary>Counts the columns of this command in the first line of a CSV file.</summary>
    public int CountColumns(string line) => Delimiters.Max(delimiter => Count(line, delimiter));

    private int Count(string line, char delimiter) =>
        line.Split(delimiter).Count(name => ParameterOf(name.Trim(' ', '"', '\uFEFF')) is not null);

    /// <summary>Counts the letters that are more, less or different (the Levenshtein distance).</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        foreach (char letter in a)
        {
            int diagonal = row[0]++;
            for (int i = 1; i <= b.Length; i++)
            {
                int changed = diagonal + (letter == b[i - 1] ? 0 : 1);
                diagonal = row[i];
                row[i] = Math.Min(changed, Math.Min(row[i], row[i - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
