using System.Collections;

namespace SunoPS.Commands;

/// <summary>Unwraps PowerShell objects, for the client.</summary>
internal static class PlainObject
{
    /// <summary>True for an object with properties: from JSON, from a CSV file, or of this module.</summary>
    public static bool IsRecord(PSObject value) =>
        value.BaseObject is PSCustomObject or IDictionary or SunoTask or SunoClip or SunoLyrics;

    /// <summary>Returns scalars unchanged, sequences as lists, and records as their members.</summary>
    public static object? Of(object? value, int depth = 0, CancellationToken stopToken = default)
    {
        stopToken.ThrowIfCancellationRequested();
        if (depth > JsonText.MaximumDepth)
        {
            throw JsonGraph.TooDeep();
        }

        return CellValue.Unwrap(value) switch
        {
            null or string or SunoJsonObject => CellValue.Unwrap(value),
            _ when IsRecord(PSObject.AsPSObject(value!)) =>
                MembersOf(PSObject.AsPSObject(value!), type: null, depth, stopToken),
            IEnumerable items => items.Cast<object?>().Select(item => Of(item, depth + 1, stopToken)).ToList(),
            var other => other,
        };
    }

    /// <summary>Returns the members of a record; of one with a type only those that the type has, too.</summary>
    public static List<Column> MembersOf(
        PSObject record, Type? type, int depth = 0, CancellationToken stopToken = default) =>
    [
        .. (UserColumns.PairsOf(record) ?? record.Properties
            .Where(property => property.IsGettable && (type is null || UserColumns.IsPropertyOf(type, property.Name)))
            .Select(property => new Column(property.Name, property.Value)))
            .Select(member => new Column(member.Key, Of(member.Value, depth + 1, stopToken))),
    ];

    /// <summary>Returns the members of an object or JSON text, sorted, as hashtables have no order.</summary>
    public static IReadOnlyList<Column>? SortedMembersOf(object? value) => Sorted(
        CellValue.Unwrap(value) is string text ? SunoJsonObject.Parse(text) : Of(value)) as List<Column>;

    private static object? Sorted(object? value) => value switch
    {
        IEnumerable<Column> members => members.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => new Column(member.Key, Sorted(member.Value))).ToList(),
        IEnumerable items and not string => items.Cast<object?>().Select(Sorted).ToList(),
        var scalar => scalar,
    };
}
