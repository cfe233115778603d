using System.Runtime.CompilerServices;

namespace SunoPS;

/// <summary>Looks up wire names and words in any case style.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
internal sealed class NameTable<T>(params (string Name, T Value)[] entries)
    where T : struct
{
    // The index is not generic, so that it is compiled only once for all tables.
    private readonly NameIndex _index = new(Array.ConvertAll(entries, entry => entry.Name));

    /// <summary>Returns the value of a name; <c>default</c> if it is not in the table.</summary>
    [MethodImpl(Hot.Path)]
    public T Find(ReadOnlySpan<byte> name) => ValueAt(_index.Find(name));

    /// <summary>Returns the value of a word; <c>default</c> if it is not in the table.</summary>
    public T Find(string word) => ValueAt(_index.Find(word));

    private T ValueAt(int place) => place < 0 ? default : entries[place].Value;
}
