using System.Runtime.CompilerServices;
using System.Text;

namespace SunoPS;

/// <summary>Finds a field by its name in any case style: taskId, task-id and TASK ID are task_id.</summary>
internal static class CaseStyles
{
    private const int LongestName = 64;
    private const int PlaceCount = 512;

    /// <summary>The names as in the protocol and folded, each at the first free place from its hash on.</summary>
    private static readonly byte[]?[] Names = new byte[PlaceCount][];

    private static readonly WireField[] Fields = new WireField[PlaceCount];

    static CaseStyles()
    {
        string[] fields = Enum.GetNames<WireField>();
        Count = fields.Length;
        for (int i = 1; i < Count; i++)
        {
            string name = string.Concat(fields[i].Select(c => char.IsUpper(c) ? $"_{c}" : $"{c}")).TrimStart('_');
            foreach (string spelling in (string[])[name, fields[i]])
            {
                byte[] utf8 = Encoding.ASCII.GetBytes(spelling.ToLowerInvariant());
                int place = PlaceOf(utf8);
                (Names[place], Fields[place]) = (utf8, (WireField)i);
            }
        }
    }

    public static int Count { get; }

    [MethodImpl(Hot.Loop)]
    public static WireField Find(ReadOnlySpan<byte> name)
    {
        WireField field = Fields[PlaceOf(name)];
        if (field != WireField.None || name.Length > LongestName)
        {
            return field;
        }

        Span<byte> folded = stackalloc byte[LongestName];
        int length = 0;
        foreach (byte c in name)
        {
            if (c is not ((byte)'_' or (byte)'-' or (byte)' '))
            {
                folded[length++] = c is >= (byte)'A' and <= (byte)'Z' ? (byte)(c | 0x20) : c;
            }
        }

        return Fields[PlaceOf(folded[..length])];
    }

    /// <summary>Converts a name to lower case without separators.</summary>
    public static string Fold(string name) => string.Concat(name.Split('_', '-', ' ')).ToLowerInvariant();

    /// <summary>Returns the place of a name, or the empty place for it.</summary>
    [MethodImpl(Hot.Loop)]
    private static int PlaceOf(ReadOnlySpan<byte> name)
    {
        int place = name.IsEmpty
            ? 0
            : (((((name.Length * 31) + name[0]) * 31) + name[name.Length / 2]) * 31) + name[^1];
        for (place &= PlaceCount - 1; Names[place] is { } other && !name.SequenceEqual(other);)
        {
            place = (place + 1) & (PlaceCount - 1);
        }

        return place;
    }
}
