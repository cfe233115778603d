using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SunoPS;

/// <summary>Remembers which ids have come, in about fifteen bytes each, so that a million of them do not fill the memory.</summary>
/// <remarks>
/// An id is kept as 96 bits of a hash: that two of a million ids are taken for one has odds of one in a hundred thousand million million.
/// The keys lie in several tables made of small pages. A table that grows leaves its pages to the next one, so that growing leaves nothing behind.
/// </remarks>
internal sealed class DistinctIds
{
    private const int TableBits = 6;
    private const int PageBits = 6;
    private const int UuidLength = 36;

    private readonly Table[] _tables = new Table[1 << TableBits];

    /// <summary>Pages that no table uses any more.</summary>
    private readonly Stack<Key[]> _freePages = new();

    /// <summary>Says whether an id has come.</summary>
    public bool Contains(string id)
    {
        Key key = Key.Of(id);
        return _tables[key.High >> (64 - TableBits)].Contains(key);
    }

    /// <summary>Takes an id; false where it has come before.</summary>
    public bool Add(string id)
    {
        Key key = Key.Of(id);
        return _tables[key.High >> (64 - TableBits)].Add(key, _freePages);
    }

    /// <summary>What stands for an id.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private readonly record struct Key(ulong High, uint Low)
    {
        public static Key Of(string id)
        {
            if (!TryReadUuid(id, out ulong high, out ulong low))
            {
                Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
                SHA256.HashData(MemoryMarshal.AsBytes(id.AsSpan()), digest);
                high = MemoryMarshal.Read<ulong>(digest);
                low = MemoryMarshal.Read<ulong>(digest[sizeof(ulong)..]);
            }

            // Every bit of the id decides over every bit of the key.
            high ^= Mix(low);
            low ^= Mix(high);
            high ^= Mix(low);

            // All zeros mark a free place.
            return high == 0 && (uint)low == 0 ? new Key(0, 1) : new Key(high, (uint)low);
        }

        private static ulong Mix(ulong value)
        {
            value = (value ^ (value >> 32)) * 0xD6E8FEB86659FD93;
            value = (value ^ (value >> 32)) * 0xD6E8FEB86659FD93;
            return value ^ (value >> 32);
        }

        /// <summary>Takes lower case alone, for ids are told apart by case.</summary>
        private static bool TryReadUuid(string id, out ulong high, out ulong low)
        {
            high = 0;
            low = 0;
            if (id.Length != UuidLength)
            {
                return false;
            }

            for (int i = 0; i < UuidLength; i++)
            {
                char c = id[i];
                if (i is 8 or 13 or 18 or 23)
                {
                    if (c != '-')
                    {
                        return false;
                    }

                    continue;
                }

                int digit = c is >= '0' and <= '9' ? c - '0' : c is >= 'a' and <= 'f' ? c - 'a' + 10 : -1;
                if (digit < 0)
                {
                    return false;
                }

                high = (high << 4) | (low >> 60);
                low = (low << 4) | (uint)digit;
            }

            return true;
        }
    }

    /// <summary>Keys by open addressing.</summary>
    private struct Table
    {
        private Key[][]? _pages;
        private int _count;

        public readonly bool Contains(Key key) => _pages is not null && Find(_pages, key) == key;

        public bool Add(Key key, Stack<Key[]> freePages)
        {
            // Fuller than this, a search takes many steps.
            if (_pages is null || _count >= _pages.Length * (7 << (PageBits - 3)))
            {
                Grow(freePages);
            }

            ref Key place = ref Find(_pages!, key);
            if (place == key)
            {
                return false;
            }

            place = key;
            _count++;
            return true;
        }

        /// <summary>Where the key is, or where it would have its place.</summary>
        private static ref Key Find(Key[][] pages, Key key)
        {
            // The upper bits have chosen the table.
            int length = pages.Length << PageBits;
            int index = (int)(((key.High & uint.MaxValue) * (ulong)length) >> 32);
            while (true)
            {
                ref Key place = ref pages[index >> PageBits][index & ((1 << PageBits) - 1)];
                if (place == key || place == default)
                {
                    return ref place;
                }

                index = index + 1 < length ? index + 1 : 0;
            }
        }

        private void Grow(Stack<Key[]> freePages)
        {
            Key[][] old = _pages ?? [];
            _pages = new Key[old.Length + 1 + (old.Length / 8)][];
            for (int i = 0; i < _pages.Length; i++)
            {
                _pages[i] = freePages.Count > 0 ? freePages.Pop() : new Key[1 << PageBits];
            }

            foreach (Key[] page in old)
            {
                foreach (Key key in page)
                {
                    if (key != default)
                    {
                        Find(_pages, key) = key;
                    }
                }

                Array.Clear(page);
                freePages.Push(page);
            }
        }
    }
}
