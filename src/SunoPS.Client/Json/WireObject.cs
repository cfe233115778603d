using System.Runtime.CompilerServices;

namespace SunoPS;

/// <summary>The members of an object as sent, in their order. The last of a name wins.</summary>
internal sealed class WireObject
{
    /// <summary>Number of members from which names without a field are found by a table.</summary>
    private const int Many = 64;

    /// <summary>The place of each field among the members, from 1; 0 for none.</summary>
    private readonly int[] _places = new int[CaseStyles.Count];

    private WireMember[] _members = new WireMember[16];
    private Dictionary<string, int>? _others;
    private Hint _hints;
    private int _count;

    /// <summary>The next object of an array; null for the last.</summary>
    public WireObject? Next { get; set; }

    public Span<WireMember> Members => _members.AsSpan(0, _count);

    /// <summary>The value of a field; an absent one if there is none.</summary>
    public RawValue this[WireField field] => Has(field) ? Member(field).Value : default;

    /// <summary>True if there is a field, even null.</summary>
    public bool Has(WireField field) => _places[(int)field] > 0;

    /// <summary>True if one of the fields gives one of these hints.</summary>
    public bool Has(Hint hints) => (_hints & hints) != 0;

    /// <summary>Returns the member of a field, which exists.</summary>
    public ref WireMember Member(WireField field) => ref _members[_places[(int)field] - 1];

    [MethodImpl(Hot.Loop)]
    public void Clear()
    {
        Array.Clear(_places, 0, _places.Length);
        _others = null;
        _hints = Hint.None;
        _count = 0;
        Next = null;
    }

    [MethodImpl(Hot.Loop)]
    public void Add(in WireMember member, ReadOnlySpan<byte> utf8)
    {
        if (member.Field == WireField.None)
        {
            AddOther(member, utf8);
        }
        else if (!Has(member.Field))
        {
            Append(member);
            _places[(int)member.Field] = _count;
            _hints |= ObjectKind.HintOf(member.Field);
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

    [MethodImpl(Hot.Loop)]
    private void AddOther(in WireMember member, ReadOnlySpan<byte> utf8)
    {
        int place = PlaceOf(member, utf8);
        if (place < _count)
        {
            _members[place] = member;
        }
        else
        {
            Append(member);
        }
    }

    /// <summary>Returns the place of a member without a field with the same name; the next place for none.</summary>
    [MethodImpl(Hot.Loop)]
    private int PlaceOf(in WireMember member, ReadOnlySpan<byte> utf8)
    {
        if (_count >= Many)
        {
            _others ??= PlacesOfOthers(utf8);
            string name = member.Name(utf8);
            return _others.TryAdd(name, _count) ? _count : _others[name];
        }

        ReadOnlySpan<byte> raw = member.RawName(utf8);
        int place = 0;
        while (place < _count
            && !(_members[place].Field == WireField.None && _members[place].RawName(utf8).SequenceEqual(raw)))
        {
            place++;
        }

        return place;
    }

    private Dictionary<string, int> PlacesOfOthers(ReadOnlySpan<byte> utf8)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < _count; i++)
        {
            if (_members[i].Field == WireField.None)
            {
                places[_members[i].Name(utf8)] = i;
            }
        }

        return places;
    }

    private void Append(in WireMember member)
    {
        if (_count == _members.Length)
        {
            Array.Resize(ref _members, 2 * _count);
        }

        _members[_count++] = member;
    }
}
