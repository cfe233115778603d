namespace SunoPS.Client.Tests.Addresses;

public sealed class BaseAddressTests : GatewayTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("/", "")]
    [InlineData("/proxy", "/proxy")]
    [InlineData("/proxy/", "/proxy")]
    [InlineData("/deep/er/proxy/", "/deep/er/proxy")]
    [InlineData("/a%2Fb/", "/a%2Fb")]
    [InlineData("/a b", "/a%20b")]
    [InlineData("/suno/fetch", "/suno/fetch")]
    public async Task Both_paths_lie_below_the_base_address(string path, string prefix)
    {
        Answer(new CannedAnswer { Body = Wire.One(Wire.Task("any-id")), Times = 2 });
        SunoClient client = Client(SunoGateway.Custom with { BaseUri = new Uri(Authority + path) });

        await client.GetTaskAsync("any-id", Cancel);
        await client.GetTaskBatchAsync(["any-id"], cancellationToken: Cancel);

        Assert.Equal(
            [$"{prefix}/suno/fetch/any-id", $"{prefix}/suno/fetch"],
            Gateway.Log.Entries.Select(request => request.RawTarget));
    }

    [Theory]
    [InlineData("/suno/submit/fetch", "/suno/fetch/")]
    [InlineData("/suno/fetch", "/v2/tasks/")]
    public async Task A_gateway_can_have_other_paths(string batchPath, string taskPath)
    {
        Answer(new CannedAnswer { Body = Wire.One(Wire.Task("any-id")), Times = 2 });
        SunoClient client = Client(
            At(SunoGateway.Custom, GatewayDialect.Any) with { BatchPath = batchPath, TaskPath = taskPath });

        await client.GetTaskAsync("any-id", Cancel);
        await client.GetTaskBatchAsync(["any-id"], cancellationToken: Cancel);

        Assert.Equal([$"{taskPath}any-id", batchPath], Gateway.Log.Entries.Select(request => request.RawTarget));
    }

    private string Authority => Gateway.BaseUri.GetLeftPart(UriPartial.Authority);
}
