namespace SunoPS.Client.Tests.Dialects;

public sealed class XSeeTests : DialectTests
{
    protected override SunoGateway Shipped => SunoGateway.XSee;

    protected override GatewayDialect Dialect => GatewayDialect.XSee;

    [Fact]
    public async Task A_batch_is_a_GET_with_a_body_and_the_bare_key()
    {
        LoggedRequest request = await BatchAsync();

        Assert.Equal("GET", request.Method);
        Assert.Equal("/x-see/suno/fetch", request.RawTarget);
        Assert.Equal("sk-local-gateway-key", request.Headers["Authorization"]);
        Assert.Equal($$"""{"ids":["{{FirstId}}","{{SecondId}}"]}""", request.Body);
    }

    [Fact]
    public async Task The_action_is_sent_when_given()
    {
        LoggedRequest request = await BatchAsync("LYRICS");

        Assert.Equal($$"""{"ids":["{{FirstId}}","{{SecondId}}"],"action":"LYRICS"}""", request.Body);
    }

    [Fact]
    public async Task A_single_task_is_a_GET_without_a_body_and_with_the_bare_key()
    {
        LoggedRequest request = await SingleAsync();

        Assert.Equal("GET", request.Method);
        Assert.Equal($"/x-see/suno/fetch/{FirstId}", request.RawTarget);
        Assert.Equal("sk-local-gateway-key", request.Headers["Authorization"]);
        Assert.Empty(request.Body);
    }
}
