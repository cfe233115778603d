using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace SunoPS;

/// <summary>
/// Finds members in other case styles than that of the protocol: <c>taskId</c>, <c>task-id</c> and <c>TASK ID</c> are
/// <c>task_id</c>. Names that differ in case alone are matched by the serializer.
/// </summary>
/// <param name="type">The wire type of the object.</param>
internal sealed class CaseStyles(JsonTypeInfo type)
{
    private const int LongestName = 64;

    private readonly Dictionary<string, JsonPropertyInfo> _properties = type.Properties
        .Where(static property => property.PropertyType == typeof(RawValue) && property.Get is not null)
        .ToDictionary(static property => Fold(property.Name), StringComparer.Ordinal);

    /// <summary>Converts a name to lower case without separators.</summary>
    [MethodImpl(ReaderPreparation.Optimized)]
    public static string Fold(string name)
    {
        if (name.Length > LongestName)
        {
            return name;
        }

        Span<char> folded = stackalloc char[LongestName];
        int length = 0;
        foreach (char c in name)
        {
            if (c is not ('_' or '-' or ' '))
            {
                folded[length++] = c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
            }
        }

        return length == name.Length && folded[..length].SequenceEqual(name.AsSpan())
            ? name
            : folded[..length].ToString();
    }

    /// <summary>Moves members to the properties of their names, unless those have values.</summary>
    /// <param name="wire">The object.</param>
    /// <param name="others">Its members without a property; null if there are none.</param>
    /// <param name="utf8">The text.</param>
    [MethodImpl(ReaderPreparation.Optimized)]
    public void Adopt(object wire, RawMembers? others, ReadOnlySpan<byte> utf8)
    {
        if (others is null)
        {
            return;
        }

        List<string>? adopted = null;
        foreach (KeyValuePair<string, object?> member in others)
        {
            if (member.Value is RawValue value && MayDiffer(member.Key)
                && _properties.TryGetValue(Fold(member.Key), out JsonPropertyInfo? property)
                && JsonScalar.IsNothing((RawValue)property.Get!(wire)!, utf8))
            {
                property.Set!(wire, value);
                (adopted ??= []).Add(member.Key);
            }
        }

        adopted?.ForEach(name => others.Remove(name));
    }

    /// <summary>True if an object has no fields but those of these names that are not empty.</summary>
    public bool HasOnly(object wire, RawMembers? others, ReadOnlySpan<byte> utf8, params string[] names)
    {
        foreach (KeyValuePair<string, JsonPropertyInfo> property in _properties)
        {
            if (!JsonScalar.IsNothing((RawValue)property.Value.Get!(wire)!, utf8) && !names.Contains(property.Key))
            {
                return false;
            }
        }

        foreach (KeyValuePair<string, object?> member in others ?? [])
        {
            if (member.Value is RawValue value && !JsonScalar.IsNothing(value, utf8)
                && !names.Contains(Fold(member.Key)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>False for a name in the style of the protocol, which the serializer would have matched.</summary>
    [MethodImpl(ReaderPreparation.Optimized)]
    private static bool MayDiffer(string name)
    {
        bool hasSeparator = false;
        foreach (char c in name)
        {
            if (c is '-' or ' ' or (>= 'A' and <= 'Z'))
            {
                return true;
            }

            hasSeparator |= c == '_';
        }

        return !hasSeparator;
    }
}
