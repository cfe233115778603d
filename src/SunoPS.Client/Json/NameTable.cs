using System.Runtime.CompilerServices;

namespace SunoPS;

/// <summary>Looks up wire names and words in any case style.</summary>
/// <typeparam name="T">What a name stands for.</typeparam>
internal sealed class NameTable<T>(params (string Name, T Value)[] entries)
    where T : struct
{
    // All that takes time to compile is in the index, which is compiled once for all tables.
    private readonly NameIndex _index = new(Array.ConvertAll(entries, entry => entry.Name));

    /// <summary>What the name stands for; <c>default</c> for one that is not in the table.</summary>
    [MethodImpl(Hot.Path)]
    public T Find(ReadOnlySpan<byte> name) => ValueAt(_index.Find(name));

    /// <summary>What the word stands for; <c>default</c> for one that is not in the table.</summary>
    public T Find(string word) => ValueAt(_index.Find(word));

    private T ValueAt(int place) => place < 0 ? default : entries[place].Value;
}
