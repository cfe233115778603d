namespace SunoPS.Client.Tests;

/// <summary>Plans files without columns of the user.</summary>
internal static class SaverPlans
{
    private static readonly Dictionary<string, object?> NoColumns = [];

    public static IReadOnlyList<SunoMediaPlan> Plan(
        this SunoMediaSaver saver, SunoClip clip, object? target = null, Dictionary<string, object?>? columns = null) =>
        saver.Plan(new MediaSource(clip, target ?? clip, columns ?? NoColumns));

    public static IReadOnlyList<SunoMediaPlan> Plan(this SunoMediaSaver saver, SunoLyrics lyrics) =>
        saver.Plan(MediaSource.OfLyrics(lyrics, lyrics, NoColumns));
}
