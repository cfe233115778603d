namespace SunoPS.Client.Tests.Dialects;

public sealed class OpenAIHubTests : DialectTests
{
    protected override SunoGateway Shipped => SunoGateway.OpenAIHub;

    protected override GatewayDialect Dialect => GatewayDialect.OpenAIHub;

    [Fact]
    public async Task A_batch_is_a_POST_with_a_bearer_token_and_requests_music()
    {
        LoggedRequest request = await BatchAsync();

        Assert.Equal("POST", request.Method);
        Assert.Equal("/openai-hub/suno/fetch", request.RawTarget);
        Assert.Equal("Bearer sk-local-gateway-key", request.Headers["Authorization"]);
        Assert.Equal($$"""{"ids":["{{FirstId}}","{{SecondId}}"],"action":"MUSIC"}""", request.Body);
    }

    [Theory]
    [InlineData("LYRICS", "LYRICS")]
    [InlineData("UPLOAD", "UPLOAD")]
    [InlineData("", "MUSIC")]
    [InlineData("  ", "MUSIC")]
    public async Task The_action_is_the_given_one_or_music(string given, string sent)
    {
        LoggedRequest request = await BatchAsync(given);

        Assert.Equal($$"""{"ids":["{{FirstId}}","{{SecondId}}"],"action":"{{sent}}"}""", request.Body);
    }

    [Fact]
    public async Task A_single_task_is_a_GET_without_a_body_and_with_a_bearer_token()
    {
        LoggedRequest request = await SingleAsync();

        Assert.Equal("GET", request.Method);
        Assert.Equal($"/openai-hub/suno/fetch/{FirstId}", request.RawTarget);
        Assert.Equal("Bearer sk-local-gateway-key", request.Headers["Authorization"]);
        Assert.Empty(request.Body);
    }
}
