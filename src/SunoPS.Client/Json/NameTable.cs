using System.Text;

namespace SunoPS.Json;

/// <summary>Looks up wire names and words whatever their case style: <c>task_id</c>, <c>taskId</c>, <c>TaskId</c>, <c>task-id</c> and <c>TASK ID</c> are one.</summary>
/// <typeparam name="T">What a name stands for.</typeparam>
internal sealed class NameTable<T>
    where T : struct
{
    private const int LongestName = 64;

    private readonly (byte[]? Name, T Value)[] _slots;

    public NameTable(params (string Name, T Value)[] entries)
    {
        int size = 16;
        while (size < entries.Length * 4)
        {
            size *= 2;
        }

        _slots = new (byte[]?, T)[size];
        Span<byte> folded = stackalloc byte[LongestName];
        foreach ((string name, T value) in entries)
        {
            int length = Fold(Encoding.ASCII.GetBytes(name), folded);
            int slot = Slot(folded[..length]);
            while (_slots[slot].Name is not null)
            {
                slot = (slot + 1) & (size - 1);
            }

            _slots[slot] = (folded[..length].ToArray(), value);
        }
    }

    /// <summary>What the name stands for; <c>default</c> for one that is not in the table.</summary>
    public T Find(ReadOnlySpan<byte> name)
    {
        Span<byte> buffer = stackalloc byte[LongestName];
        int length = Fold(name, buffer);
        if (length <= 0)
        {
            return default;
        }

        ReadOnlySpan<byte> folded = buffer[..length];
        for (int slot = Slot(folded); _slots[slot].Name is { } candidate; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (folded.SequenceEqual(candidate))
            {
                return _slots[slot].Value;
            }
        }

        return default;
    }

    /// <summary>What the word stands for; <c>default</c> for one that is not in the table.</summary>
    public T Find(string word)
    {
        Span<byte> utf8 = stackalloc byte[LongestName * 2];
        return Encoding.UTF8.TryGetBytes(word, utf8, out int length) ? Find(utf8[..length]) : default;
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
