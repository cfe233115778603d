using SunoPS.Gateway;

namespace SunoPS.Demo;

/// <summary>The tasks that the demo fetches.</summary>
internal static class DemoTasks
{
    private const int Count = 400;

    /// <summary>The difference between the numbers of two tasks, so that their times differ.</summary>
    private const long Stride = 97_813;

    /// <summary>Number of fetches after which a progressing task is still not complete.</summary>
    private const int Stages = 4;

    /// <summary>A recorded task of a real gateway.</summary>
    public const string Recorded = "ba46ad15-07ce-41a6-b68d-196321dc00d5";

    /// <summary>
    /// Several hundred ids: music, lyrics, failed tasks, some in progress, and two that the gateway does not know.
    /// </summary>
    public static IReadOnlyList<string> Ids { get; } = [.. Enumerable.Range(0, Count).Select(IdAt)];

    /// <summary>Advances the tasks in progress to different stages.</summary>
    public static async Task BeginAsync(SunoClient client, CancellationToken cancellationToken)
    {
        string[] progressing = [.. Enumerable.Range(0, Count).Where(IsProgressing).Select(IdAt)];
        for (int stage = 1; stage < Stages; stage++)
        {
            await client.GetTaskBatchAsync(
                progressing.Where((_, index) => index % Stages >= stage), cancellationToken: cancellationToken);
        }
    }

    private static bool IsProgressing(int index) => index % 10 == 3;

    private static string IdAt(int index)
    {
        long number = index * Stride;
        return index switch
        {
            137 or 311 => TaskIds.Unknown(number),
            _ when IsProgressing(index) => TaskIds.Progressing(number),
            _ when index % 10 == 6 => TaskIds.Lyrics(number),
            _ when index % 20 == 8 => TaskIds.Failed(number),
            _ => TaskIds.Music(number),
        };
    }
}
