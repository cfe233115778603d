using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SunoPS;

/// <summary>Remembers which ids have come, in about twenty bytes each, so that a million of them do not fill the memory.</summary>
/// <remarks>
/// An id that is a UUID is kept as its sixteen bytes, any other as the first sixteen bytes of its SHA-256: two ids are never taken for one.
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

    /// <summary>The key of sixteen zeros, which marks a free place in a table.</summary>
    private bool _hasZero;

    /// <summary>Says whether an id has come.</summary>
    public bool Contains(string id)
    {
        Key key = Key.Of(id);
        return key == default ? _hasZero : _tables[key.Hash >> (64 - TableBits)].Contains(key);
    }

    /// <summary>Takes an id; false where it has come before.</summary>
    public bool Add(string id)
    {
        Key key = Key.Of(id);
        if (key != default)
        {
            return _tables[key.Hash >> (64 - TableBits)].Add(key, _freePages);
        }

        bool isNew = !_hasZero;
        _hasZero = true;
        return isNew;
    }

    /// <summary>What stands for an id.</summary>
    private readonly record struct Key(ulong High, ulong Low)
    {
        /// <summary>Spread over all bits, also for ids that count up.</summary>
        public ulong Hash
        {
            get
            {
                ulong mixed = (High ^ (Low * 0x9E3779B97F4A7C15)) * 0xD6E8FEB86659FD93;
                return (mixed ^ (mixed >> 32)) * 0xD6E8FEB86659FD93;
            }
        }

        public static Key Of(string id)
        {
            if (TryReadUuid(id, out Key key))
            {
                return key;
            }

            Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(MemoryMarshal.AsBytes(id.AsSpan()), digest);
            return MemoryMarshal.Read<Key>(digest);
        }

        /// <summary>Takes lower case alone, for ids are told apart by case.</summary>
        private static bool TryReadUuid(string id, out Key key)
        {
            key = default;
            if (id.Length != UuidLength)
            {
                return false;
            }

            ulong high = 0;
            ulong low = 0;
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

            key = new Key(high, low);
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
            int index = (int)(((key.Hash & uint.MaxValue) * (ulong)length) >> 32);
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
