using System.Collections;

namespace SunoPS.Commands;

/// <summary>Unwraps PowerShell objects, for the client.</summary>
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

    /// <summary>Returns scalars unchanged, sequences as lists, and records as their members.</summary>
    /// <exception cref="RuntimeException">A property cannot be read, or the cmdlet stops.</exception>
    public static object? Of(object? value, CancellationToken stopToken = default) => Of(value, depth: 0, stopToken);

    /// <summary>Returns the members of a record.</summary>
    /// <param name="value">The record.</param>
    /// <param name="type">The type whose properties are the members.</param>
    public static List<KeyValuePair<string, object?>> MembersOf(PSObject value, Type type) =>
        MembersOf(value, type, depth: 0, CancellationToken.None);

    private static object? Of(object? value, int depth, CancellationToken stopToken)
    {
        stopToken.ThrowIfCancellationRequested();
        if (value is null || depth > MaximumDepth)
        {
            return depth > MaximumDepth ? Array.Empty<object>() : null;
        }

        var wrapped = PSObject.AsPSObject(value);
        return wrapped.BaseObject switch
        {
            string or SunoJsonObject => wrapped.BaseObject,
            IDictionary or SunoTask or SunoClip or SunoLyrics or PSCustomObject =>
                MembersOf(wrapped, type: null, depth, stopToken),
            IEnumerable items => items.Cast<object?>().Select(item => Of(item, depth + 1, stopToken)).ToList(),
            object other => other,
        };
    }

    private static List<KeyValuePair<string, object?>> MembersOf(
        PSObject record, Type? type, int depth, CancellationToken stopToken)
    {
        IEnumerable<KeyValuePair<string, object?>> members = record.BaseObject is IDictionary dictionary
            ? dictionary.Keys.Cast<object>().Select(key => Member($"{key}", dictionary[key]))
            : record.Properties.Where(property => property.IsGettable
                && (type is null || UserColumns.IsPropertyOf(type, property.Name)))
                .Select(property => Member(property.Name, property.Value));
        return members.ToList();

        KeyValuePair<string, object?> Member(string name, object? value) =>
            new(name, Of(value, depth + 1, stopToken));
    }
}
