namespace SunoPS.Gateway;

/// <summary>The fail reasons of failed tasks.</summary>
internal static class FailReasons
{
    private static readonly string[] All =
    [
        "Song Description contained artist name: \"The Beatles\"",
        "Unable to generate lyrics from song description",
        "提示词包含敏感词，请修改后重试",
    ];

    public static string Of(long number) => All[number % All.Length];
}
