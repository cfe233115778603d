using System.Reflection;

namespace SunoPS.Commands;

/// <summary>Marks a parameter that rows can have as a column, by its name, an alias, or another name.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RowColumnAttribute(params string[] otherNames) : Attribute
{
    public IReadOnlyList<string> OtherNames { get; } = otherNames;
}

/// <summary>The columns of rows that a command understands.</summary>
internal sealed class RowColumns(Type command)
{
    private readonly Dictionary<string, string> _parameters = (
        from parameter in command.GetProperties()
        let column = parameter.GetCustomAttribute<RowColumnAttribute>()
        let aliases = parameter.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? []
        where column is not null
        from name in aliases.Concat(column.OtherNames).Prepend(parameter.Name)
        select (Column: name, parameter.Name))
        .ToDictionary(pair => pair.Column, pair => pair.Name, StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> Names => _parameters.Keys;

    /// <summary>Returns the parameter of a column; null for a column of the user.</summary>
    public string? ParameterOf(string column) => _parameters.GetValueOrDefault(column);

    public bool Contains(string column) => _parameters.ContainsKey(column);

    /// <summary>Returns the column that a column of the user looks like; null for none.</summary>
    public string? FindSimilar(string column) => _parameters.Keys
        .Where(static name => name.Length > 3)
        .Select(name => (Name: name, Distance: Distance(name.ToUpperInvariant(), column.ToUpperInvariant())))
        .Where(static pair => pair.Distance <= (pair.Name.Length < 5 ? 1 : 2))
        .OrderBy(static pair => pair.Distance)
        .FirstOrDefault().Name;

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
