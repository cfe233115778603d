using System.Collections;
using System.Collections.Specialized;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace SunoPS;

/// <summary>
/// A read-only JSON object that behaves like a hashtable in PowerShell: <c>$o['name']</c> and <c>$o.name</c> return a
/// value, or null if there is none. Names are case-insensitive unless two names differ only in case. Prints as compact
/// JSON.
/// </summary>
/// <remarks>
/// Keeps the gateway's bytes and parses them on demand, so unused fields cost almost nothing. Values are
/// <see cref="string"/>, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/>, null,
/// <see cref="SunoJsonObject"/>, arrays of these, <see cref="System.Numerics.BigInteger"/> for an integer beyond 64
/// bits, and the digits as text for a number outside all these ranges.
/// </remarks>
[SuppressMessage(
    "Naming", "CA1710:Identifiers should have correct suffix", Justification = "The name says what it is on the wire.")]
public sealed class SunoJsonObject : IReadOnlyDictionary<string, object?>, IDictionary
{
    private readonly ReadOnlyMemory<byte> _utf8;

    internal SunoJsonObject(ReadOnlyMemory<byte> utf8)
    {
        _utf8 = utf8;
    }

    internal static SunoJsonObject? Parse(string json) => Parse(Encoding.UTF8.GetBytes(json.Trim()));

    /// <summary>Returns a copy of the text as an object; null for text that is not a JSON object.</summary>
    internal static SunoJsonObject? Parse(ReadOnlySpan<byte> utf8) =>
        JsonText.IsWhole(utf8) && utf8[utf8.IndexOfAnyExcept(" \t\r\n"u8)] == '{'
            ? new SunoJsonObject(utf8.ToArray()) : null;

    /// <summary>Returns an object that has other members too, before its own.</summary>
    internal SunoJsonObject With(IReadOnlyCollection<KeyValuePair<string, object?>> members)
    {
        if (members.Count == 0)
        {
            return this;
        }

        byte[] utf8 = JsonGraph.ToUtf8(members);
        return Count == 0
            ? new SunoJsonObject(utf8)
            : new SunoJsonObject((byte[])[.. utf8.AsSpan(0, utf8.Length - 1), (byte)',', .. _utf8.Span[1..]]);
    }

    /// <summary>The empty object.</summary>
    public static SunoJsonObject Empty { get; } = new("{}"u8.ToArray());

    /// <summary>The number of fields.</summary>
    public int Count => Entries.Count;

    /// <summary>The names, in the order of the wire. A repeated name is listed as <c>name#2</c>.</summary>
    public IEnumerable<string> Keys => Entries.Keys.Cast<string>();

    /// <summary>The values, in the order of the names.</summary>
    public IEnumerable<object?> Values => Entries.Values.Cast<object?>().Select(Fresh);

    /// <summary>The value of a field; null if there is no such field.</summary>
    /// <param name="key">The field's name on the wire.</param>
    public object? this[string key] => TryGetValue(key, out object? value) ? value : null;

    private OrderedDictionary Entries => field ??= JsonUnfolding.Members(_utf8);

    /// <summary>Returns whether the field exists.</summary>
    /// <param name="key">The field's name on the wire.</param>
    /// <returns>True if it exists.</returns>
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <summary>Gets the value of a field.</summary>
    /// <param name="key">The field's name on the wire.</param>
    /// <param name="value">The value; null if there is no such field.</param>
    /// <returns>True if the field exists.</returns>
    public bool TryGetValue(string key, out object? value)
    {
        string? name = Entries.Contains(key)
            ? key
            : Keys.FirstOrDefault(other => other.Equals(key, StringComparison.OrdinalIgnoreCase));
        value = name is null ? null : Fresh(Entries[name]);
        return name is not null;
    }

    /// <summary>Enumerates names and values in the order of the wire.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() =>
        Keys.Zip(Values, (name, value) => new KeyValuePair<string, object?>(name, value)).GetEnumerator();

    /// <summary>Copies arrays: their reader may change them, but not this object.</summary>
    private static object? Fresh(object? value) => value is object?[] items ? Array.ConvertAll(items, Fresh) : value;

    private OrderedDictionary FreshEntries()
    {
        var entries = new OrderedDictionary(Count);
        foreach (KeyValuePair<string, object?> entry in this)
        {
            entries.Add(entry.Key, entry.Value);
        }

        return entries.AsReadOnly();
    }

    /// <summary>Finds a field by its name in any case style: the first that is not empty, as in tasks.</summary>
    private object? InAnyStyle(string name)
    {
        string folded = CaseStyles.Fold(name);
        return Keys.Where(key => CaseStyles.Fold(key) == folded).Select(key => this[key])
            .FirstOrDefault(value => value is not (null or ""));
    }

    internal string? Text(string name) => JsonScalar.Of<string>(InAnyStyle(name), JsonScalar.TryText);

    internal decimal? Number(string name) => JsonScalar.Of<decimal?>(InAnyStyle(name), JsonScalar.TryNumber);

    internal bool? Flag(string name) => JsonScalar.Of<bool?>(InAnyStyle(name), JsonScalar.TryFlag);

    internal DateTime? Time(string name) => JsonScalar.Of<DateTime?>(InAnyStyle(name), JsonScalar.TryTime);

    internal SunoJsonObject? Object(string name) => InAnyStyle(name) as SunoJsonObject;

    /// <summary>Returns the object as compact JSON, with all digits of its numbers.</summary>
    /// <returns>JSON text; <c>{}</c> for the empty object.</returns>
    public override string ToString() => JsonUnfolding.Compact(_utf8.Span, Keys);

    // PowerShell shows dictionary entries as names and values, but key-value pairs as ordinary objects.
    IEnumerator IEnumerable.GetEnumerator() => FreshEntries().GetEnumerator();

    bool IDictionary.IsFixedSize => true;

    bool IDictionary.IsReadOnly => true;

    ICollection IDictionary.Keys => Entries.Keys;

    ICollection IDictionary.Values => FreshEntries().Values;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    object? IDictionary.this[object key]
    {
        get => key is string name ? this[name] : null;
        set => Entries[key] = value;
    }

    bool IDictionary.Contains(object key) => key is string name && ContainsKey(name);

    IDictionaryEnumerator IDictionary.GetEnumerator() => FreshEntries().GetEnumerator();

    void ICollection.CopyTo(Array array, int index)
    {
        foreach (DictionaryEntry entry in FreshEntries())
        {
            array.SetValue(entry, index++);
        }
    }

    // The entries are read-only: these throw.
    void IDictionary.Add(object key, object? value) => Entries.Add(key, value);

    void IDictionary.Clear() => Entries.Clear();

    void IDictionary.Remove(object key) => Entries.Remove(key);
}
