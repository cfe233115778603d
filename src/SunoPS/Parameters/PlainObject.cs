using System.Collections;
using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Unwraps PowerShell objects, so that the client can serialize them as JSON.</summary>
internal static class PlainObject
{
    /// <summary>
    /// Deeper than the client allows: ends the recursion of an object that contains itself, which the client then
    /// rejects.
    /// </summary>
    private const int MaximumDepth = 300;

    /// <summary>True for an object with properties: from JSON, from a CSV file, or of this module.</summary>
    public static bool IsRecord(PSObject value) =>
        value.BaseObject is PSCustomObject or IDictionary or SunoTask or SunoClip or SunoLyrics;

    /// <summary>Returns scalars unchanged, sequences as lists, and records as pairs of names and values.</summary>
    /// <param name="value">The object.</param>
    /// <param name="names">The names to include at the top level; null for all.</param>
    public static object? Of(object? value, ICollection<string>? names = null) => Of(value, names, depth: 0);

    private static object? Of(object? value, ICollection<string>? names, int depth)
    {
        if (value is null || depth > MaximumDepth)
        {
            return depth > MaximumDepth ? Array.Empty<object>() : null;
        }

        var wrapped = PSObject.AsPSObject(value);
        return wrapped.BaseObject switch
        {
            string text => text,
            SunoJsonObject json => json.Select(pair => Pair(pair.Key, pair.Value)).ToList(),
            IDictionary dictionary => PairsOf(dictionary),
            IEnumerable items => items.Cast<object?>().Select(item => Of(item, names: null, depth + 1)).ToList(),
            _ when IsRecord(wrapped) => wrapped.Properties
                .Where(property => property.IsGettable && names?.Contains(property.Name) != false)
                .Select(property => Pair(property.Name, property.Value))
                .ToList(),
            object other => other,
        };

        List<KeyValuePair<string, object?>> PairsOf(IDictionary dictionary)
        {
            var pairs = new List<KeyValuePair<string, object?>>(dictionary.Count);
            foreach (DictionaryEntry entry in dictionary)
            {
                pairs.Add(Pair($"{entry.Key}", entry.Value));
            }

            return pairs;
        }

        KeyValuePair<string, object?> Pair(string name, object? member) =>
            new(name, Of(member, names: null, depth + 1));
    }
}
