using System.Reflection;

namespace SunoPS.Commands;

/// <summary>The columns of rows that a command understands: its own parameters, and those of all submissions.</summary>
internal sealed class RowColumns(Type command)
{
    private static readonly string[] OfAllCommands =
        [nameof(SubmitCommand.Name), nameof(SubmitCommand.NotifyHook), nameof(SubmitCommand.AdditionalProperty)];

    private readonly Dictionary<string, string> _parameters = (
        from parameter in command.GetProperties()
        where parameter.IsDefined(typeof(ParameterAttribute), inherit: false)
            && (parameter.DeclaringType == command || OfAllCommands.Contains(parameter.Name))
        let aliases = parameter.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? []

        // The name of lyrics in requests, which the cmdlet does not accept.
        let others = parameter.Name == nameof(SubmitSunoMusicCommand.Lyrics) ? new[] { "prompt" } : []
        from name in aliases.Concat(others).Prepend(parameter.Name)
        select (Column: name, parameter.Name))
        .ToDictionary(pair => pair.Column, pair => pair.Name, StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> Names => _parameters.Keys;

    /// <summary>Returns the parameter of a column; null for a column of the user.</summary>
    public string? ParameterOf(string column) => _parameters.GetValueOrDefault(column);

    public bool Contains(string column) => _parameters.ContainsKey(column);

    /// <summary>Returns the column that a column of the user looks like; null for none.</summary>
    public string? FindSimilar(string column) => _parameters.Keys
        .Where(name => name.Length > 3 && column.StartsWith(name[..1], StringComparison.OrdinalIgnoreCase))
        .Select(name => (Name: name, Distance: Distance(name.ToUpperInvariant(), column.ToUpperInvariant())))
        .Where(pair => pair.Distance < 2
            || (pair.Distance == 2 && (pair.Name.Length > 7 || HasSameLetters(pair.Name, column))))
        .OrderBy(static pair => pair.Distance)
        .FirstOrDefault().Name;

    /// <summary>True for two letters in the wrong order, which are two different ones for the distance.</summary>
    private static bool HasSameLetters(string a, string b) =>
        a.ToUpperInvariant().OrderBy(static letter => letter)
            .SequenceEqual(b.ToUpperInvariant().OrderBy(static letter => letter));

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
