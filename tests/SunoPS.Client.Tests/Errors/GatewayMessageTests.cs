namespace SunoPS.Client.Tests.Errors;

public sealed class GatewayMessageTests : GatewayTests
{
    private const int Longest = 500;

    [Fact]
    public async Task Five_hundred_characters_are_kept()
    {
        string words = new('x', Longest);

        SunoApiException error = await ErrorOfAsync(new CannedAnswer { Status = 500, Body = Wire.Error(words) });

        Assert.Equal(words, error.GatewayMessage);
    }

    [Theory]
    [InlineData(501)]
    [InlineData(100_000)]
    public async Task Longer_text_is_truncated_visibly(int length)
    {
        SunoApiException error = await ErrorOfAsync(
            new CannedAnswer { Status = 500, Body = Wire.Error(new string('x', length)) });

        Assert.Equal(new string('x', Longest - 1) + "…", error.GatewayMessage);
        Assert.InRange(error.Message.Length, Longest, Longest + 300);
    }

    [Theory]
    [InlineData("生成失败 🎵 请稍后再试")]
    [InlineData("𠮷野家")]
    public async Task Characters_beyond_the_basic_plane_are_kept(string words)
    {
        SunoApiException error = await ErrorOfAsync(new CannedAnswer { Status = 500, Body = Wire.Error(words) });

        Assert.Equal(words, error.GatewayMessage);
    }

    [Fact]
    public async Task Truncation_does_not_split_a_character()
    {
        SunoApiException error = await ErrorOfAsync(
            new CannedAnswer { Status = 500, Body = Wire.Error(new string('x', Longest - 2) + "🎵🎵🎵") });

        Assert.Equal(new string('x', Longest - 2) + "…", error.GatewayMessage);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(200)]
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

    [Fact]
    public async Task Line_breaks_and_control_characters_do_not_reach_the_terminal()
    {
        SunoApiException error = await ErrorOfAsync(
            new CannedAnswer { Status = 500, Body = Wire.Error("\u001b[31mred\u001b[0m\r\n\tnext\u0000\u202Eline") });

        Assert.Equal("[31mred [0m next line", error.GatewayMessage);
        Assert.DoesNotContain(error.Message, char.IsControl);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\n")]
    public async Task Blank_messages_are_ignored(string words)
    {
        SunoApiException error = await ErrorOfAsync(new CannedAnswer { Status = 500, Body = Wire.Error(words) });

        Assert.Null(error.GatewayMessage);
    }
}
