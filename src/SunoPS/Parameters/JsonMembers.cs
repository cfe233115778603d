using System.Collections;

namespace SunoPS.Commands;

/// <summary>Converts the value of <c>-AdditionalProperty</c> for the client.</summary>
internal static class JsonMembers
{
    /// <summary>Ends the recursion into objects that contain themselves; no request is nested so deeply.</summary>
    private const int MaxDepth = 32;

    /// <summary>
    /// Returns names and values: scalars, lists, and pairs again. Sorted, because the order of a hashtable differs from
    /// process to process, and equal submissions must have equal bodies.
    /// </summary>
    /// <param name="value">A dictionary, an object with properties, or JSON text.</param>
    /// <returns>The members; null for any other value.</returns>
    public static IReadOnlyList<KeyValuePair<string, object?>>? Of(object? value) =>
        Plain(CellValue.Unwrap(value) is string text ? SunoJsonObject.Parse(text) : value, depth: 0)
            as IReadOnlyList<KeyValuePair<string, object?>>;

    private static object? Plain(object? value, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new SunoApiException(
                SunoErrorKind.InvalidArgument, $"AdditionalProperty is nested more than {MaxDepth} levels deep.");
        }

        return CellValue.Unwrap(value) switch
        {
            string text => text,
            IDictionary members => Sorted(members.Keys.Cast<object>().Select(key => ($"{key}", members[key]))),
            PSCustomObject => Sorted(
                PSObject.AsPSObject(value).Properties.Select(member => (member.Name, (object?)member.Value))),
            IEnumerable items => items.Cast<object?>().Select(item => Plain(item, depth + 1)).ToList(),
            var scalar => scalar,
        };

        List<KeyValuePair<string, object?>> Sorted(IEnumerable<(string Name, object? Value)> members) =>
        [
            .. members.OrderBy(member => member.Name, StringComparer.Ordinal)
                .Select(member => new KeyValuePair<string, object?>(member.Name, Plain(member.Value, depth + 1))),
        ];
    }
}
