namespace SunoPS.Client.Tests.Dialects;

public sealed class RequestHeaderTests : GatewayTests
{
    private static readonly string[] HeadersOfEveryRequest =
        ["Accept", "Accept-Encoding", "Authorization", "Host", "User-Agent"];

    [Fact]
    public async Task A_single_fetch_sends_no_header_beyond_the_expected()
    {
        await Client().GetTaskAsync(TaskIds.Music(1), Cancel);

        Assert.Equal(HeadersOfEveryRequest, OnlyRequest.Headers.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [Values(SunoBatchMethod.Post, SunoBatchMethod.Get)]
    public async Task A_batch_adds_only_what_its_body_needs(SunoBatchMethod method)
    {
        SunoGateway row = At(SunoGateway.Custom, GatewayDialect.Any) with { BatchMethod = method };

        await Client(row).GetTaskBatchAsync([TaskIds.Music(1)], cancellationToken: Cancel);

        Assert.Equal(
            [.. HeadersOfEveryRequest.Append("Content-Length").Append("Content-Type").Order(StringComparer.Ordinal)],
            OnlyRequest.Headers.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("application/json", OnlyRequest.Headers["Content-Type"]);
    }

    [Fact]
    public async Task The_client_sends_its_name_and_version_and_accepts_JSON_with_every_common_compression()
    {
        string version = typeof(SunoClient).Assembly.GetName().Version!.ToString(3);
        string[] compressions = ClientBuild.IsForDesktop ? ["gzip"] : ["br", "deflate", "gzip"];

        await Client().GetTaskAsync(TaskIds.Music(1), Cancel);

        Assert.Equal($"SunoPS/{version}", OnlyRequest.Headers["User-Agent"]);
        Assert.Equal("application/json", OnlyRequest.Headers["Accept"]);
        Assert.Equal(compressions, OnlyRequest.Headers["Accept-Encoding"].Split(", ").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_a_key_no_Authorization_is_sent()
    {
        AnswerJson(Wire.One(Wire.Task("any-id")));
        var client = new SunoClient(
            new SunoConnection(At(SunoGateway.Custom, GatewayDialect.Any), apiKey: null, NoRetry));

        await client.GetTaskAsync("any-id", Cancel);

        Assert.DoesNotContain("Authorization", OnlyRequest.Headers.Keys);
    }

    [Fact]
    public async Task Cookies_are_not_sent_back()
    {
        Answer(
            new CannedAnswer
            {
                Body = Wire.One(Wire.Task("any-id")),
                Headers = Canned.Header("Set-Cookie", "session=1; Path=/"),
                Times = 2,
            });
        SunoClient client = Client();

        await client.GetTaskAsync("any-id", Cancel);
        await client.GetTaskAsync("any-id", Cancel);

        Assert.Equal(2, Gateway.Log.Requests);
        Assert.All(Gateway.Log.Entries, request => Assert.DoesNotContain("Cookie", request.Headers.Keys));
    }
}
