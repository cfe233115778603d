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

    [Fact]
    public async Task The_port_is_part_of_the_host_header()
    {
        await Client().GetTaskAsync(TaskIds.Music(1), Cancel);

        Assert.Equal($"127.0.0.1:{Gateway.BaseUri.Port}", OnlyRequest.Headers["Host"]);
    }

    [Theory]
    [Values("/suno/submit/fetch", "suno/submit/fetch", " /suno/submit/fetch ")]
    public async Task A_gateway_can_have_another_path_for_batches(string batchPath)
    {
        SunoClient client = Client(At(SunoGateway.Custom, GatewayDialect.Any) with { BatchPath = batchPath });

        SunoTaskResult result = Assert.Single(
            await client.GetTaskBatchAsync([TaskIds.Music(1)], cancellationToken: Cancel));

        Assert.NotNull(result.Task);
        Assert.Equal("/suno/submit/fetch", OnlyRequest.RawTarget);
    }

    [Theory]
    [InlineData("/suno/submit/fetch", "/suno/fetch/", "/suno/fetch/any-id")]
    [InlineData("/suno/fetch", "/v2/tasks/", "/v2/tasks/any-id")]
    public async Task A_gateway_can_have_another_path_for_single_tasks(string batchPath, string taskPath, string sent)
    {
        AnswerJson(Wire.One(Wire.Task("any-id")));
        SunoClient client = Client(
            At(SunoGateway.Custom, GatewayDialect.Any) with { BatchPath = batchPath, TaskPath = taskPath });

        await client.GetTaskAsync("any-id", Cancel);

        Assert.Equal(sent, OnlyRequest.RawTarget);
    }

    private string Authority => Gateway.BaseUri.GetLeftPart(UriPartial.Authority);
}
