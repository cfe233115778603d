using System.Reflection;

namespace SunoPS.Commands;

/// <summary>The columns of rows that a command understands.</summary>
internal sealed class RowColumns
{
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

    /// <summary>True for a column of a parameter.</summary>
    public bool Contains(string column) => _parameters.ContainsKey(column);

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
