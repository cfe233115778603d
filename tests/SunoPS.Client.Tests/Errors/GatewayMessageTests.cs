namespace SunoPS.Client.Tests.Errors;

public sealed class GatewayMessageTests : GatewayTests
{
    private const int Longest = 500;

    /// <summary>The words of a gateway, and the message.</summary>
    public static TheoryData<string, string?> Messages => new()
    {
        { new('x', Longest), new('x', Longest) },
        { new('x', Longest + 1), new string('x', Longest - 1) + "…" },
        { new('x', 100_000), new string('x', Longest - 1) + "…" },
        { new string('x', Longest - 2) + "🎵🎵🎵", new string('x', Longest - 2) + "…" },
        { "生成失败 🎵 请稍后再试", "生成失败 🎵 请稍后再试" },
        { "𠮷野家", "𠮷野家" },
        { "\u001b[31mred\u001b[0m\r\n\tnext\u0000\u202Eline", "[31mred [0m next line" },
        { "", null },
        { "   ", null },
        { "\n", null },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task Long_words_are_truncated_between_characters_and_nothing_harms_the_terminal(
        string words, string? message)
    {
        SunoApiException error = await ErrorOfAsync(new CannedAnswer { Status = 500, Body = Wire.Error(words) });

        Assert.Equal(message, error.GatewayMessage);
        Assert.InRange(error.Message.Length, 0, Longest + 300);
        Assert.DoesNotContain(error.Message, char.IsControl);
    }

    [Theory]
    [Values(500, 200)]
    public async Task A_long_page_is_truncated_too(int status)
    {
        SunoApiException error = await ErrorOfAsync(
            new CannedAnswer
            {
                Status = status,
                ContentType = "text/html",
                Body = $"<html><body>{string.Concat(Enumerable.Repeat("<p>曲 </p>", 50_000))}</body></html>",
            });

        Assert.Equal(Longest, error.GatewayMessage?.Length);
        Assert.StartsWith("曲 曲 曲", error.GatewayMessage, StringComparison.Ordinal);
    }
}
