using System.Globalization;

namespace SunoPS.Gateway;

/// <summary>
/// The ids of generated tasks. An id says all that the gateway knows of its task, so that any number of them can be
/// asked for without being registered first, and the same id has the same answer in every gateway.
/// </summary>
public static class TaskIds
{
    /// <summary>The highest number a task can have; the lowest is 0.</summary>
    public const long MaxNumber = 0xffff_ffff_ffff;

    private const int Length = 36;
    private const int KindLength = 8;
    private const int NumberStart = 24;
    private const string Middle = "-0000-4000-8000-";

    /// <summary>Music that is done, with two clips.</summary>
    public static string Music(long number) => Format(TaskKind.Music, number);

    /// <summary>Lyrics that are done.</summary>
    public static string Lyrics(long number) => Format(TaskKind.Lyrics, number);

    /// <summary>Music that has failed, with its reason.</summary>
    public static string Failed(long number) => Format(TaskKind.Failed, number);

    /// <summary>
    /// Music that gets on each time it is asked for: SUBMITTED, QUEUED, IN_PROGRESS at 30%, IN_PROGRESS at 70%, and
    /// from the fifth time on SUCCESS.
    /// </summary>
    public static string Progressing(long number) => Format(TaskKind.Progressing, number);

    /// <summary>
    /// What was submitted to a gateway, in the order it was taken, from 1; other gateways know no such task.
    /// </summary>
    public static string Submitted(long number) => Format(TaskKind.Submitted, number);

    /// <summary>An id like all others under which no task is found.</summary>
    public static string Unknown(long number) => Format(TaskKind.Unknown, number);

    /// <summary>The id of a clip of a generated or submitted task.</summary>
    /// <param name="taskId">The id of the task.</param>
    /// <param name="index">Which clip: 1 or 2.</param>
    public static string Clip(string taskId, int index)
    {
        ArgumentNullException.ThrowIfNull(taskId);
        if (!TryParse(taskId, out _, out _))
        {
            throw new ArgumentException($"'{taskId}' is not the id of a generated task.", nameof(taskId));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(index, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, GeneratedClip.PerTask);
        return string.Create(Length, (taskId, index), static (id, clip) =>
        {
            clip.taskId.CopyTo(id);
            // The last digit of the third group is 0 in a task's id.
            id[KindLength + "-0000-400".Length] = (char)('0' + clip.index);
        });
    }

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
