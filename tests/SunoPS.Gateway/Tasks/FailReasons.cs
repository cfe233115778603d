namespace SunoPS.Gateway;

/// <summary>The fail reasons of failed tasks.</summary>
internal static class FailReasons
{
    /// <summary>The name of an artist that no song may imitate.</summary>
    public const string Artist = "The Beatles";

    private static readonly string[] All =
    [
        $"Song Description contained artist name: \"{Artist}\"",
        "Unable to generate lyrics from song description",
        "提示词包含敏感词，请修改后重试",
    ];

    public static string Of(long number) => All[number % All.Length];
}
