using System.Text;

namespace SunoPS;

/// <summary>
/// Finds the place of wire names and words in a list, whatever their case style: <c>task_id</c>, <c>taskId</c>,
/// <c>TaskId</c>, <c>task-id</c> and <c>TASK ID</c> are one.
/// </summary>
internal sealed class NameIndex
{
    private const int LongestName = 64;

    private readonly (byte[]? Name, int Place)[] _slots;

    public NameIndex(IReadOnlyList<string> names)
    {
        int size = 16;
        while (size < names.Count * 4)
        {
            size *= 2;
        }

        _slots = new (byte[]?, int)[size];
        Span<byte> folded = stackalloc byte[LongestName];
        for (int place = 0; place < names.Count; place++)
        {
            int length = Fold(Encoding.ASCII.GetBytes(names[place]), folded);
            int slot = Slot(folded[..length]);
            while (_slots[slot].Name is not null)
            {
                slot = (slot + 1) & (size - 1);
            }

            _slots[slot] = (folded[..length].ToArray(), place);
        }
    }

    /// <summary>The place of the name; -1 for one that is not in the list.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        Span<byte> buffer = stackalloc byte[LongestName];
        int length = Fold(name, buffer);
        if (length <= 0)
        {
            return -1;
        }

        ReadOnlySpan<byte> folded = buffer[..length];
        for (int slot = Slot(folded); _slots[slot].Name is { } candidate; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (folded.SequenceEqual(candidate))
            {
                return _slots[slot].Place;
            }
        }

        return -1;
    }

    /// <summary>The place of the word; -1 for one that is not in the list.</summary>
    public int Find(string word)
    {
        Span<byte> utf8 = stackalloc byte[LongestName * 2];
        return Encoding.UTF8.TryGetBytes(word, utf8, out int length) ? Find(utf8[..length]) : -1;
    }

    /// <summary>Lower case without separators; -1 when longer than any name here.</summary>
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

    private int Slot(ReadOnlySpan<byte> folded)
    {
        uint hash = 2166136261;
        foreach (byte b in folded)
        {
            hash = (hash ^ b) * 16777619;
        }

        return (int)(hash & (uint)(_slots.Length - 1));
    }
}
