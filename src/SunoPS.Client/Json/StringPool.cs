using System.Runtime.CompilerServices;
using System.Text;

namespace SunoPS;

/// <summary>
/// Returns the same string for the same bytes, so that values which every task repeats (status, model, tags) are
/// allocated once.
/// </summary>
/// <remarks>
/// Has a fixed number of slots, and a newer string replaces an older one: the pool never grows, and a race costs one
/// string at most.
/// </remarks>
internal sealed class StringPool
{
    private const int SlotCount = 512;
    private const int LongestPooled = 48;

    private readonly Entry?[] _slots = new Entry?[SlotCount];

    /// <summary>Returns the string for UTF-8 bytes.</summary>
    [MethodImpl(Hot.Path)]
    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestPooled)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        uint hash = 2166136261;
        foreach (byte b in utf8)
        {
            hash = (hash ^ b) * 16777619;
        }

        ref Entry? slot = ref _slots[hash % SlotCount];
        Entry? entry = slot;
        if (entry is null || !utf8.SequenceEqual(entry.Utf8))
        {
            entry = new Entry(utf8.ToArray(), Encoding.UTF8.GetString(utf8));
            slot = entry;
        }

        return entry.Text;
    }

    private sealed record Entry(byte[] Utf8, string Text);
}
