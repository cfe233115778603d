using System.Runtime.CompilerServices;
using System.Text;

namespace SunoPS;

/// <summary>
/// Finds the position of wire names and words in a list, in any case style: <c>task_id</c>, <c>taskId</c>,
/// <c>TaskId</c>, <c>task-id</c> and <c>TASK ID</c> are equal.
/// </summary>
internal sealed class NameIndex
{
    private const int LongestName = 64;

    // Most names match exactly; only the others are folded.
    private readonly (byte[]? Name, int Place)[] _exact;
    private readonly (byte[]? Name, int Place)[] _folded;

    public NameIndex(IReadOnlyList<string> names)
    {
        int size = 16;
        while (size < names.Count * 4)
        {
            size *= 2;
        }

        _exact = new (byte[]?, int)[size];
        _folded = new (byte[]?, int)[size];
        Span<byte> folded = stackalloc byte[LongestName];
        for (int place = 0; place < names.Count; place++)
        {
            byte[] name = Encoding.ASCII.GetBytes(names[place]);
            Add(_exact, name, place);
            Add(_folded, folded[..Fold(name, folded)].ToArray(), place);
        }
    }

    /// <summary>Returns the position of a name; -1 if it is not in the list.</summary>
    [MethodImpl(Hot.Path)]
    public int Find(ReadOnlySpan<byte> name)
    {
        int place = Find(_exact, name);
        return place < 0 ? FindFolded(name) : place;
    }

    /// <summary>Returns the position of a word; -1 if it is not in the list.</summary>
    public int Find(string word)
    {
        Span<byte> utf8 = stackalloc byte[LongestName * 2];
        return Encoding.UTF8.TryGetBytes(word, utf8, out int length) ? Find(utf8[..length]) : -1;
    }

    private static void Add((byte[]? Name, int Place)[] slots, byte[] name, int place)
    {
        int slot = Slot(name, slots.Length);
        while (slots[slot].Name is not null)
        {
            slot = (slot + 1) & (slots.Length - 1);
        }

        slots[slot] = (name, place);
    }

    [MethodImpl(Hot.Path)]
    private static int Find((byte[]? Name, int Place)[] slots, ReadOnlySpan<byte> name)
    {
        for (int slot = Slot(name, slots.Length);
            slots[slot].Name is { } candidate;
            slot = (slot + 1) & (slots.Length - 1))
        {
            if (name.SequenceEqual(candidate))
            {
                return slots[slot].Place;
            }
        }

        return -1;
    }

    [MethodImpl(Hot.Path)]
    private int FindFolded(ReadOnlySpan<byte> name)
    {
        Span<byte> folded = stackalloc byte[LongestName];
        int length = Fold(name, folded);
        return length < 0 ? -1 : Find(_folded, folded[..length]);
    }

    /// <summary>
    /// Converts a name to lower case without separators; returns -1 if it is longer than any known name.
    /// </summary>
    [MethodImpl(Hot.Path)]
    private static int Fold(ReadOnlySpan<byte> name, Span<byte> folded)
    {
        int length = 0;
        foreach (byte b in name)
        {
            if (b is (byte)'_' or (byte)'-' or (byte)' ')
            {
                continue;
            }

            if (length == folded.Length)
            {
                return -1;
            }

            folded[length++] = b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 0x20) : b;
        }

        return length;
    }

    /// <summary>The first slot to try: the length and three bytes distinguish most names.</summary>
    private static int Slot(ReadOnlySpan<byte> name, int slotCount) =>
        name.IsEmpty
            ? 0
            : (name.Length + (name[0] * 5) + (name[^1] * 11) + (name[name.Length / 2] * 23)) & (slotCount - 1);
}
