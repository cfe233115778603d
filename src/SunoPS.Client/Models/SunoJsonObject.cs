using System.Collections;
using System.Collections.Specialized;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

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
    private Members? _members;

    internal SunoJsonObject(ReadOnlyMemory<byte> utf8)
    {
        _utf8 = utf8;
    }

    /// <summary>Parses an object; null for text that is not a JSON object.</summary>
    internal static SunoJsonObject? Parse(string json)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(json.Trim());
        return utf8 is [(byte)'{', ..] && JsonText.IsWhole(utf8) ? new SunoJsonObject(utf8) : null;
    }

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
    public int Count => Unfolded.Names.Count;

    /// <summary>The names, in the order of the wire. A repeated name is listed as <c>name#2</c>.</summary>
    public IEnumerable<string> Keys => Unfolded.Names;

    /// <summary>The values, in the order of the names.</summary>
    public IEnumerable<object?> Values => Unfolded.Names.Select((_, index) => ValueAt(index));

    /// <summary>The value of a field; null if there is no such field.</summary>
    /// <param name="key">The field's name on the wire.</param>
    public object? this[string key] => TryGetValue(key, out object? value) ? value : null;

    private Members Unfolded => _members ??= Members.Read(_utf8.Span);

    /// <summary>Returns whether the field exists.</summary>
    /// <param name="key">The field's name on the wire.</param>
    /// <returns>True if it exists.</returns>
    public bool ContainsKey(string key) => Unfolded.IndexOf(key) >= 0;

    /// <summary>Gets the value of a field.</summary>
    /// <param name="key">The field's name on the wire.</param>
    /// <param name="value">The value; null if there is no such field.</param>
    /// <returns>True if the field exists.</returns>
    public bool TryGetValue(string key, out object? value)
    {
        int index = Unfolded.IndexOf(key);
        value = index >= 0 ? ValueAt(index) : null;
        return index >= 0;
    }

    /// <summary>Enumerates names and values in the order of the wire.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        List<string> names = Unfolded.Names;
        for (int i = 0; i < names.Count; i++)
        {
            yield return new(names[i], ValueAt(i));
        }
    }

    /// <summary>Returns the object as compact JSON, with all digits of its numbers.</summary>
    /// <returns>JSON text; <c>{}</c> for the empty object.</returns>
    public override string ToString() => JsonUnfolding.Compact(_utf8.Span, Unfolded.Names);

    private object? ValueAt(int index) => JsonUnfolding.Value(_utf8[Unfolded.Ranges[index]]);

    private OrderedDictionary Entries
    {
        get
        {
            var entries = new OrderedDictionary();
            foreach (KeyValuePair<string, object?> pair in this)
            {
                entries.Add(pair.Key, pair.Value);
            }

            return entries;
        }
    }

    // PowerShell shows dictionary entries as names and values, but key-value pairs as ordinary objects.
    IEnumerator IEnumerable.GetEnumerator() => Entries.GetEnumerator();

    bool IDictionary.IsFixedSize => true;

    bool IDictionary.IsReadOnly => true;

    ICollection IDictionary.Keys => Entries.Keys;

    ICollection IDictionary.Values => Entries.Values;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    object? IDictionary.this[object key]
    {
        get => key is string name ? this[name] : null;
        set => throw ReadOnly();
    }

    bool IDictionary.Contains(object key) => key is string name && ContainsKey(name);

    IDictionaryEnumerator IDictionary.GetEnumerator() => Entries.GetEnumerator();

    void ICollection.CopyTo(Array array, int index)
    {
        foreach (DictionaryEntry entry in Entries)
        {
            array.SetValue(entry, index++);
        }
    }

    void IDictionary.Add(object key, object? value) => throw ReadOnly();

    void IDictionary.Clear() => throw ReadOnly();

    void IDictionary.Remove(object key) => throw ReadOnly();

    private static NotSupportedException ReadOnly() => new("What a gateway sent is read-only.");

    /// <summary>The names of the fields, and the ranges of their values in the bytes.</summary>
    private sealed class Members
    {
        private readonly Dictionary<string, int> _exact = new(StringComparer.Ordinal);

        /// <summary>The next suffix to try for each repeated name.</summary>
        private readonly Dictionary<string, int> _nextNumber = new(StringComparer.Ordinal);

        public List<string> Names { get; } = [];

        public List<Range> Ranges { get; } = [];

        public static Members Read(ReadOnlySpan<byte> utf8)
        {
            var members = new Members();
            var reader = new Utf8JsonReader(utf8, JsonUnfolding.ReaderOptions);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string name = JsonText.Read(ref reader);
                reader.Read();
                int start = (int)reader.TokenStartIndex;
                reader.Skip();
                members.Add(name, start..(int)reader.BytesConsumed);
            }

            return members;
        }

        public int IndexOf(string name) =>
            _exact.TryGetValue(name, out int exact) ? exact
            : Names.FindIndex(other => other.Equals(name, StringComparison.OrdinalIgnoreCase));

        private void Add(string name, Range range)
        {
            string unique = name;
            while (!_exact.TryAdd(unique, Names.Count))
            {
                int number = _nextNumber.TryGetValue(name, out int next) ? next : 2;
                _nextNumber[name] = number + 1;
                unique = $"{name}#{number}";
            }

            Names.Add(unique);
            Ranges.Add(range);
        }
    }
}
