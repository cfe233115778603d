namespace SunoPS.Client.Tests.Dialects;

public sealed class EcovaiTests : DialectTests
{
    protected override SunoGateway Shipped => SunoGateway.Ecovai;

    protected override GatewayDialect Dialect => GatewayDialect.Ecovai;

    [Fact]
    public async Task A_batch_is_a_POST_with_a_bearer_token()
    {
        LoggedRequest request = await BatchAsync();

        Assert.Equal("POST", request.Method);
        Assert.Equal("/ecovai/suno/fetch", request.RawTarget);
        Assert.Equal("Bearer sk-local-gateway-key", request.Headers["Authorization"]);
        Assert.Equal($$"""{"ids":["{{FirstId}}","{{SecondId}}"]}""", request.Body);
    }

    [Fact]
    public async Task The_action_is_sent_when_given()
    {
        LoggedRequest request = await BatchAsync("MUSIC");

        Assert.Equal($$"""{"ids":["{{FirstId}}","{{SecondId}}"],"action":"MUSIC"}""", request.Body);
    }

    [Fact]
    public async Task A_single_task_is_a_GET_without_a_body_and_with_a_bearer_token()
    {
        LoggedRequest request = await SingleAsync();

        Assert.Equal("GET", request.Method);
        Assert.Equal($"/ecovai/suno/fetch/{FirstId}", request.RawTarget);
        Assert.Equal("Bearer sk-local-gateway-key", request.Headers["Authorization"]);
        Assert.Empty(request.Body);
    }
}
