namespace SunoPS.Client.Tests.Connections;

/// <summary>What a key may spend, at the dialects of the local gateway and with recorded bodies.</summary>
public sealed class AccountTests : GatewayTests
{
    private const string NotFound = """{"error":{"message":"Invalid URL","type":"x","code":""}}""";
    private const string Subscription = """{"object":"billing_subscription","hard_limit_usd":12.5,"access_until":0}""";

    public static TheoryData<string, string, string> Accounts => new()
    {
        { "NewApi", "", "alice new-api  1.51  USD 500000 True  suno_music suno_lyrics True True" },
        { "NewApi", "-limited", "limited new-api 0.12 0.1 0.02 USD 500000 False  suno_music suno_lyrics True True" },
        { "NewApi", "-used-up", "used-up new-api 0.1 0.1 0 USD 500000 False   False False" },
        { "NewApi", "-expired", "expired new-api  0  USD 500000 True 2026-11-29T10:08:44Z  False False" },
        { "NewApi2025", "", " new-api  1.51  USD  True  suno_lyrics suno_music True " },
        { "NewApi2025", "-limited", " new-api 0.12 1.51 -1.39 USD  False  suno_lyrics suno_music True " },
        { "OneHub", "", " one-hub 200.1 0.51 199.59 USD  False  chirp-v3-0 chirp-v3-5 suno_lyrics True " },
        { "SunoApi", "", " Suno-API 2500 10 2490 credits  False   True True" },
    };

    [Theory]
    [MemberData(nameof(Accounts))]
    public async Task An_account_is_what_the_gateway_reports(string dialect, string key, string expected)
    {
        SunoAccount account = await ClientAt(dialect, key).GetAccountAsync(Cancel);

        Assert.Equal(
            expected,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{account.KeyName} {account.Software} {account.Granted:0.##} {account.Used:0.##} "
                + $"{account.Available:0.##} {account.Unit} {account.QuotaPerUnit} {account.IsUnlimited} "
                + $"{account.ExpireTime?.ToUniversalTime():yyyy-MM-ddTHH:mm:ssZ} {string.Join(' ', account.Models)} "
                + $"{account.CanSubmit} {account.CanFetch}"));
        string[] paths = [.. Gateway.Log.Entries.Select(entry => entry.RawTarget)];
        Assert.Equal(paths.Distinct(), paths);
        Assert.NotEmpty(account.Source);
        Assert.All(
            account.Source, path => Assert.Contains(paths, sent => sent.EndsWith(path, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("NewApi", "-disabled", SunoErrorKind.Unauthorized, "status is unavailable")]
    [InlineData("NewApi", "-wrong", SunoErrorKind.Unauthorized, "Invalid token")]
    [InlineData("NewApi2025", "-expired", SunoErrorKind.Unauthorized, "已过期")]
    [InlineData("OneHub", "-used-up", SunoErrorKind.QuotaExceeded, "额度已用尽")]
    public async Task A_key_that_is_refused_is_an_error_that_says_why(
        string dialect, string key, SunoErrorKind kind, string words)
    {
        SunoApiException error = await ErrorOfAsync(() => ClientAt(dialect, key).GetAccountAsync(Cancel));

        Assert.Equal(kind, error.Kind);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, "", "text/plain", SunoErrorKind.RateLimited, 1)]
    [InlineData(502, "<html>", "text/html", SunoErrorKind.GatewayError, 1)]
    [InlineData(404, NotFound, "application/json", SunoErrorKind.GatewayError, 3)]
    [InlineData(200, "<html><title>New API</title>", "text/html", SunoErrorKind.GatewayError, 3)]
    public async Task A_gateway_that_reports_nothing_is_one_error_without_a_retry(
        int status, string body, string type, SunoErrorKind kind, int requests)
    {
        Answer([.. Enumerable.Repeat(new CannedAnswer { Status = status, Body = body, ContentType = type }, 4)]);

        SunoApiException error = await ErrorOfAsync(
            () => Client(new SunoConnectionOptions { MaximumRetryCount = 3 }).GetAccountAsync(Cancel));

        Assert.Equal(kind, error.Kind);
        Assert.Equal(requests, Gateway.Log.Entries.Count);
    }

    [Theory]
    [InlineData("USD", "USD")]
    [InlineData("CNY", "CNY")]
    [InlineData("TOKENS", "quota")]
    [InlineData(null, "USD")]
    public async Task The_unit_of_billing_is_that_of_the_site(string? type, string unit)
    {
        Answer(
            new CannedAnswer { Status = 404, Body = NotFound },
            new CannedAnswer { Body = Subscription },
            new CannedAnswer { Body = """{"object":"list","total_usage":345.6}""" },
            new CannedAnswer
            {
                Status = type is null ? 404 : 200,
                Body = $$$"""{"success":true,"data":{"quota_per_unit":500000,"quota_display_type":"{{{type}}}"}}""",
            });

        SunoAccount account = await Client().GetAccountAsync(Cancel);

        Assert.Equal((12.5m, 3.456m, 9.044m, unit), (account.Granted, account.Used, account.Available, account.Unit));
    }

    [Theory]
    [InlineData("""{"data":{"totalGranted":7,"TotalUsed":2,"total-available":5,"total_granted":null}}""")]
    [InlineData(null, """{"hardLimitUsd":7}""", """{"TOTAL USAGE":200}""")]
    [InlineData(null, null, """{"data":{"certificate":{"monthlyLimit":7,"monthly-usage":2,"creditsLeft":5}}}""")]
    public async Task Names_are_read_in_any_case_style(params string?[] bodies)
    {
        Answer([.. bodies.Select(body => new CannedAnswer { Status = body is null ? 404 : 200, Body = body ?? "" })]);
        Answer(new CannedAnswer { Status = 404, Body = NotFound, Times = 2 });

        SunoAccount account = await Client().GetAccountAsync(Cancel);

        Assert.Equal((7, 2, 5), (account.Granted, account.Used, account.Available));
    }

    [Theory]
    [Values("Any", "NewApi", "NewApi2025", "OneHub", "SunoApi")]
    public async Task The_local_gateway_charges_what_is_submitted(string dialect)
    {
        SunoClient client = ClientAt(dialect, "");
        decimal? before = (await client.GetAccountAsync(Cancel)).Used;

        await client.SubmitAsync(new SunoMusicSubmission { Description = "calm" }, Cancel);

        Assert.Equal(dialect == "SunoApi" ? 10m : 0.1m, (await client.GetAccountAsync(Cancel)).Used - before);
    }

    [Fact]
    public async Task Secrets_of_the_server_are_never_shown()
    {
        SunoClient client = ClientAt("SunoApi", "", Listener);
        await client.GetAccountAsync(Cancel);
        Gateway.Answers.Add(new CannedAnswer { Body = """{"data":{"certificate":{"cookie":"a=b","jwt":""" });
        SunoApiException error = await ErrorOfAsync(() => client.GetAccountAsync(Cancel));

        Assert.NotEmpty(Listener.Events);
        Assert.All(
            Listener.Events.Select(told => told.Message).Append($"{error}"),
            text => Assert.DoesNotMatch(new Regex("a=b|synthetic-jwt|sess_x"), text));
    }

    [Fact]
    public async Task A_bare_key_is_sent_as_a_bearer_token()
    {
        SunoClient client = Client(
            SunoGateway.Custom with
            {
                BaseUri = Gateway.UriOf(GatewayDialect.NewApi), AuthenticationScheme = SunoAuthenticationScheme.Raw,
            });
        await client.GetAccountAsync(Cancel);

        Assert.Equal($"Bearer {Gateway.ApiKey}", Gateway.Log.Entries[0].Headers["Authorization"]);
    }

    private SunoClient ClientAt(string dialect, string key, IProgress<SunoRequestEvent>? listener = null)
    {
        var at = (GatewayDialect)typeof(GatewayDialect).GetProperty(dialect)!.GetValue(null)!;
        string sent = key == "-wrong" ? "sk-wrong" : Gateway.ApiKey + key;
        return new SunoClient(new SunoConnection(At(SunoGateway.Custom, at), sent, NoRetry), Listener);
    }
}
