namespace SunoPS.Client.Tests.Connections;

/// <summary>The request that tests whether address and key are valid.</summary>
public sealed class ConnectionTestTests : GatewayTests
{
    public static TheoryData<string> Dialects => [.. GatewayDialect.All.Select(dialect => dialect.Name)];

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task Every_gateway_accepts_the_test(string name)
    {
        GatewayDialect dialect = GatewayDialect.All.Single(candidate => candidate.Name == name);
        SunoGateway row = At(SunoGateway.Find(name) ?? SunoGateway.Custom, dialect);

        SunoConnectionTest test = await Client(row).TestAsync(Cancel);

        Assert.Equal((true, true, true), (test.IsSuccess, test.IsReachable, test.IsAuthorized));
        Assert.Equal(row.BaseUri, test.BaseUri);
        Assert.NotNull(test.Latency);
        Assert.InRange(Gateway.Log.Requests, 1, 2);
    }

    [Theory]
    [InlineData("batch-1", "models-alice", true, true, true, "new-api")]
    [InlineData("batch-1", "models-lonely", true, false, true, "new-api")]
    [InlineData("old-fetch", "old_v1_models", true, true, true, "new-api")]
    [InlineData("old-fetch", "hub_v1_models", true, true, true, "one-hub")]
    [InlineData("batch-1", "route-404-v1", true, null, true, "new-api")]
    [InlineData("batch-1", "connect-suno-path", true, null, true, "new-api")]
    [InlineData("batch-1", "ratelimit-web", true, null, true, "new-api")]
    [InlineData("test-modelonly", "models-modelonly", false, true, false, "new-api")]
    [InlineData("submit-wrong", null, false, false, false, "new-api")]
    [InlineData("hub-exact", null, false, false, false, "one-hub")]
    [InlineData("connect-suno-path", null, null, null, null, "new-api")]
    public async Task It_shows_what_the_key_can_do(
        string fetch, string? models, bool? isAuthorized, bool? canSubmit, bool? canFetch, string? software)
    {
        Answer([.. new[] { fetch, models }.OfType<string>().Select(name => RecordedExchange.Read(name)[^1].Answer)]);
        SunoClient client = Client();

        SunoConnectionTest test = await client.TestAsync(Cancel);

        Assert.Equal(
            (isAuthorized, canSubmit, canFetch, software),
            (test.IsAuthorized, test.CanSubmit, test.CanFetch, test.Software));
        Assert.Equal(models is null ? 1 : 2, Gateway.Log.Requests);
        Assert.Equal(canSubmit is not null && models is not null, client.Connection.Models is not null);
    }

    [Theory]
    [Values("[]", "not JSON", "{\"data\":{}}")]
    public async Task A_list_of_models_in_another_form_shows_nothing(string body)
    {
        Answer(RecordedExchange.Read("batch-1")[^1].Answer, new CannedAnswer { Body = body });

        Assert.Null((await Client().TestAsync(Cancel)).CanSubmit);
    }

    [Fact]
    public async Task A_wrong_key_differs_from_a_wrong_address()
    {
        var client = new SunoClient(
            new SunoConnection(At(SunoGateway.Ecovai, GatewayDialect.Ecovai), "sk-another-key", NoRetry));

        SunoConnectionTest test = await client.TestAsync(Cancel);

        Assert.Equal((false, true, false), (test.IsSuccess, test.IsReachable, test.IsAuthorized));
    }

    [Fact]
    public async Task A_wrong_path_does_not_show_whether_the_key_is_valid()
    {
        SunoConnectionTest test =
            await Client(SunoGateway.Custom with { BaseUri = new Uri(Gateway.BaseUri, "nowhere/") }).TestAsync(Cancel);

        Assert.Equal((false, true, null), (test.IsSuccess, test.IsReachable, test.IsAuthorized));
        Assert.Contains("404", test.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_without_a_server_cannot_be_reached()
    {
        using var deaf = new ReservedPort();

        SunoConnectionTest test = await Client(
            SunoGateway.Custom with { BaseUri = deaf.BaseUri }, new SunoConnectionOptions()).TestAsync(Cancel);

        Assert.Equal((false, false, null), (test.IsSuccess, test.IsReachable, test.IsAuthorized));
        Assert.Null(test.Latency);
    }

    [Fact]
    public async Task It_is_not_repeated()
    {
        Answer(new CannedAnswer { Status = 503, Times = 2 });

        SunoConnectionTest test = await Client(new SunoConnectionOptions { MaximumRetryCount = 4 }).TestAsync(Cancel);

        Assert.Equal((true, null), (test.IsReachable, test.IsAuthorized));
        Assert.Equal(1, Gateway.Log.Requests);
    }
}
