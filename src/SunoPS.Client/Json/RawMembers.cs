using System.Text.Json;

namespace SunoPS;

/// <summary>
/// The members of an object by name: all of them, or those that have no property in its wire type. The last of a name
/// wins.
/// </summary>
/// <param name="comparer">Compares names.</param>
internal sealed class RawMembers(StringComparer comparer)
    : Dictionary<string, object?>(comparer), IDictionary<string, object?>
{
    /// <summary>Far more than any gateway sends; limits the memory that a hostile response takes.</summary>
    private const int MaximumCount = 10_000;

    /// <summary>Creates the members for the serializer.</summary>
    public RawMembers()
        : this(StringComparer.Ordinal)
    {
    }

    /// <summary>Sets a member, for the serializer: a <see cref="RawValue"/>, or null for the literal.</summary>
    object? IDictionary<string, object?>.this[string key]
    {
        get => this[key];
        set
        {
            this[key] = Count < MaximumCount
                ? value
                : throw new InvalidDataException("an object with more than 10,000 fields");
        }
    }

    /// <summary>Reads the object at the beginning of a text.</summary>
    public static RawMembers Read(ReadOnlySpan<byte> utf8)
    {
        var members = new RawMembers(StringComparer.OrdinalIgnoreCase);
        var reader = new Utf8JsonReader(utf8, JsonText.ReaderOptions);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            members.Add(ref reader);
        }

        return members;
    }

    /// <summary>Adds the member at the reader's position, and moves the reader to its end.</summary>
    public void Add(ref Utf8JsonReader reader)
    {
        string name = JsonText.Read(ref reader);
        reader.Read();
        ((IDictionary<string, object?>)this)[name] = RawValue.Skip(ref reader);
    }

    /// <summary>Returns the place of a member in any case style; an absent one if there is none.</summary>
    /// <param name="folded">Its name, folded.</param>
    public RawValue Find(string folded)
    {
        string? name = ContainsKey(folded) ? folded : Keys.FirstOrDefault(key => CaseStyles.Fold(key) == folded);
        return name is null ? default : this[name] as RawValue? ?? default;
    }
}
