namespace SunoPS;

/// <summary>The members of an object as sent, in their order. The last of a name wins.</summary>
internal sealed class WireObject
{
    /// <summary>Far more than any gateway sends; limits the memory that a hostile response takes.</summary>
    private const int MaximumCount = 10_000;

    /// <summary>Number of members from which names without a field are found by a table.</summary>
    private const int Many = 64;

    private readonly ushort[] _places = new ushort[CaseStyles.Count];
    private WireMember[] _members = new WireMember[16];
    private Dictionary<string, int>? _others;
    private int _count;

    /// <summary>The next object of an array; null for the last.</summary>
    public WireObject? Next { get; set; }

    /// <summary>The members.</summary>
    public Span<WireMember> Members => _members.AsSpan(0, _count);

    /// <summary>The value of a field; an absent one if there is none.</summary>
    public RawValue this[WireField field] => Has(field) ? Member(field).Value : default;

    /// <summary>True if there is a field, even null.</summary>
    public bool Has(WireField field) => _places[(int)field] > 0;

    /// <summary>True if there is one of these fields, even null.</summary>
    public bool HasAny(params ReadOnlySpan<WireField> fields)
    {
        foreach (WireField field in fields)
        {
            if (Has(field))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns the member of a field, which exists.</summary>
    public ref WireMember Member(WireField field) => ref _members[_places[(int)field] - 1];

    /// <summary>Returns the value of the first member with a name; an absent one if there is none.</summary>
    /// <param name="folded">Its name, folded.</param>
    /// <param name="utf8">The text.</param>
    public RawValue Find(string folded, ReadOnlySpan<byte> utf8)
    {
        foreach (ref WireMember member in Members)
        {
            if (CaseStyles.Fold(member.Name(utf8)) == folded)
            {
                return member.Value;
            }
        }

        return default;
    }

    /// <summary>Removes all members.</summary>
    public void Clear()
    {
        Array.Clear(_places, 0, _places.Length);
        _others = null;
        _count = 0;
        Next = null;
    }

    /// <summary>Adds a member.</summary>
    public void Add(in WireMember member, ReadOnlySpan<byte> utf8)
    {
        if (member.Field == WireField.None)
        {
            AddOther(member, utf8);
        }
        else if (!Has(member.Field))
        {
            _places[(int)member.Field] = Append(member);
        }
        else
        {
            AddAgain(member, utf8);
        }
    }

    /// <summary>
    /// Adds a field that exists. The last of a name wins; of different case styles, the first that is not empty, and
    /// the other becomes a member without a field.
    /// </summary>
    private void AddAgain(WireMember member, ReadOnlySpan<byte> utf8)
    {
        ref WireMember other = ref Member(member.Field);
        if (other.IsNothing(utf8)
            || member.Name(utf8).Equals(other.Name(utf8), StringComparison.OrdinalIgnoreCase))
        {
            other = member;
        }
        else
        {
            member.Field = WireField.None;
            AddOther(member, utf8);
        }
    }

    private void AddOther(in WireMember member, ReadOnlySpan<byte> utf8)
    {
        int place = PlaceOf(member, utf8);
        if (place < 0)
        {
            Append(member);
        }
        else
        {
            _members[place] = member;
        }
    }

    /// <summary>
    /// Returns the place of a member without a field that has the same name; -1 for none. Among many members, it also
    /// registers the new name at the next place.
    /// </summary>
    private int PlaceOf(in WireMember member, ReadOnlySpan<byte> utf8)
    {
        ReadOnlySpan<byte> name = member.RawName(utf8);
        if (_count < Many)
        {
            for (int i = 0; i < _count; i++)
            {
                ref WireMember other = ref _members[i];
                if (other.Field == WireField.None && other.NameLength == name.Length
                    && other.RawName(utf8).SequenceEqual(name))
                {
                    return i;
                }
            }

            return -1;
        }

        if (_others is null)
        {
            _others = new Dictionary<string, int>(StringComparer.Ordinal);
            for (int i = 0; i < _count; i++)
            {
                if (_members[i].Field == WireField.None)
                {
                    _others[_members[i].Name(utf8)] = i;
                }
            }
        }

        string text = member.Name(utf8);
        return _others.TryAdd(text, _count) ? -1 : _others[text];
    }

    /// <summary>Returns the place of the member, from 1.</summary>
    private ushort Append(in WireMember member)
    {
        if (_count == MaximumCount)
        {
            throw new InvalidDataException("an object with more than 10,000 fields");
        }

        if (_count == _members.Length)
        {
            Array.Resize(ref _members, 2 * _count);
        }

        _members[_count++] = member;
        return (ushort)_count;
    }
}
