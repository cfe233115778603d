namespace SunoPS.Gateway;

/// <summary>The ids of tasks that every gateway generates from their ids, without registration.</summary>
public static class TaskIds
{
    /// <summary>The highest number of a task; the lowest is 0.</summary>
    public const long MaxNumber = 0xffff_ffff_ffff;

    private const int Length = 36;
    private const int KindLength = 8;
    private const int ClipDigit = 17;
    private const int NumberStart = 24;
    private const string Middle = "-0000-4000-8000-";

    /// <summary>Returns the id of complete music with two clips.</summary>
    public static string Music(long number) => Format(TaskKind.Music, number);

    /// <summary>Returns the id of complete lyrics.</summary>
    public static string Lyrics(long number) => Format(TaskKind.Lyrics, number);

    /// <summary>Returns the id of failed music, with a fail reason.</summary>
    public static string Failed(long number) => Format(TaskKind.Failed, number);

    /// <summary>Returns the id of music that advances with each fetch, and is complete at the fifth.</summary>
    public static string Progressing(long number) => Format(TaskKind.Progressing, number);

    /// <summary>Returns the id of a submitted task, from 1 in the order of acceptance.</summary>
    public static string Submitted(long number) => Format(TaskKind.Submitted, number);

    /// <summary>Returns a valid id of an unknown task.</summary>
    public static string Unknown(long number) => Format(TaskKind.Unknown, number);

    /// <summary>Returns the id of a clip of a task: the last digit of the third group is the index, 1 or 2.</summary>
    public static string Clip(string taskId, int index) =>
        string.Concat(taskId.AsSpan(0, ClipDigit), [(char)('0' + index)], taskId.AsSpan(ClipDigit + 1));

    internal static bool TryParse(ReadOnlySpan<char> id, out TaskKind kind, out long number)
    {
        kind = TaskKind.Unknown;
        number = 0;
        if (id.Length != Length
            || !id[KindLength..NumberStart].SequenceEqual(Middle)
            || id.ContainsAnyInRange('A', 'F')
            || !uint.TryParse(
                id[..KindLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint prefix)
            || !long.TryParse(
                id[NumberStart..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number))
        {
            return false;
        }

        kind = (TaskKind)prefix;
        return kind is TaskKind.Music or TaskKind.Lyrics or TaskKind.Failed or TaskKind.Progressing
            or TaskKind.Submitted;
    }

    private static string Format(TaskKind kind, long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, MaxNumber);
        return string.Create(CultureInfo.InvariantCulture, $"{(uint)kind:x8}{Middle}{number:x12}");
    }
}
