namespace SunoPS.Client.Tests.Connections;

/// <summary>The local gateway acts as a proxy, and responds like the gateway behind it.</summary>
public sealed class ProxyTests : GatewayTests
{
    private static readonly SunoGateway FarAway = SunoGateway.Custom with
        { BaseUri = new Uri("http://gateway.example:8000/") };

    private static readonly CannedAnswer Challenge = new()
    {
        Status = 407, Body = "", Headers = Canned.Header("Proxy-Authenticate", "Basic realm=\"proxy\""),
    };

    [Fact]
    public async Task Requests_go_through_the_proxy()
    {
        await FetchAsync(new SunoConnectionOptions { Proxy = Gateway.BaseUri });

        Assert.Equal($"http://gateway.example:8000/suno/fetch/{TaskIds.Music(1)}", OnlyRequest.RawTarget);
        Assert.Equal($"Bearer {Gateway.ApiKey}", OnlyRequest.Headers["Authorization"]);
        Assert.DoesNotContain("Proxy-Authorization", OnlyRequest.Headers.Keys);
    }

    [Theory]
    [InlineData("us%40er:p%3Ass%25word@", null, "us@er:p:ss%word")]
    [InlineData("", "apart", "me:apart")]
    [InlineData("me:address@", "apart", "me:apart")]
    public async Task A_proxy_that_requires_it_gets_the_separate_credential_or_that_of_its_address(
        string userInfo, string? password, string expected)
    {
        Answer(Challenge);

        await FetchAsync(new SunoConnectionOptions
        {
            Proxy = ProxyWith(userInfo),
            ProxyCredential = password is null ? null : new NetworkCredential("me", password),
        });

        string header = Gateway.Log.Entries[1].Headers["Proxy-Authorization"];
        Assert.Equal(
            $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(expected))}", header, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9000", null)]
    [InlineData("http://localhost:9000/proxy", null)]
    [InlineData("https://[::1]", null)]
    [InlineData("http://127.1.2.3", null)]
    [InlineData("https://gateway.example", "http://proxy.example:8080/")]
    [InlineData("http://10.0.0.1", "http://proxy.example:8080/")]
    public void The_proxy_in_force_is_never_one_for_this_machine(string address, string? proxy) => Assert.Equal(
        proxy,
        new SunoConnection(
            SunoGateway.Custom with { BaseUri = new Uri(address) }, "key",
            new SunoConnectionOptions
            {
                Proxy = new Uri("http://proxy.example:8080"), AllowUnencryptedAuthentication = true,
            }).Proxy?.AbsoluteUri);

    [Fact]
    public async Task A_request_to_this_machine_goes_through_no_proxy()
    {
        await using LocalGateway proxy = await LocalGateway.StartAsync(cancellationToken: Cancel);

        await Client(new SunoConnectionOptions { Proxy = proxy.BaseUri }).GetTaskAsync(TaskIds.Music(1), Cancel);

        Assert.Equal((1, 0), (Gateway.Log.Requests, proxy.Log.Requests));
    }

    [Fact]
    public async Task An_error_names_the_proxy_without_its_credential()
    {
        Gateway.Faults.Add(new GatewayFault { Kind = FaultKind.ResetBeforeHeaders });

        SunoApiException error = await ErrorOfAsync(
            () => FetchAsync(new SunoConnectionOptions { Proxy = ProxyWith("me:p4ssw0rd@") }));

        Assert.Contains($"through the proxy {Gateway.BaseUri}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("p4ssw0rd", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://me:secret@proxy.example:8080", "http://proxy.example:8080/")]
    [InlineData("http://me@proxy.example:8080/", "http://proxy.example:8080/")]
    [InlineData("socks5://me:secret@proxy.example:1080", "socks5://proxy.example:1080/")]
    [InlineData("http://proxy.example:8080", "http://proxy.example:8080/")]
    public void The_connection_shows_the_address_without_its_credential(string given, string shown)
    {
        Assert.SkipWhen(
            ClientBuild.IsForDesktop && given.StartsWith("socks", StringComparison.Ordinal),
            "Windows PowerShell goes through HTTP proxies alone.");

        Assert.Equal(
            shown, new SunoConnection(
                SunoGateway.Ecovai, "key", new SunoConnectionOptions { Proxy = new Uri(given) }).Proxy?.AbsoluteUri);
    }

    [Theory]
    [Values("proxy.example", "/proxy", "ftp://me:secret@proxy.example/", "file:///proxy", "http://x\uff1ay/")]
    public void A_proxy_cannot_be_at(string address)
    {
        SunoApiException error = Refused.Argument(
            () => _ = new SunoConnection(
                SunoGateway.Ecovai, "key",
                new SunoConnectionOptions { Proxy = new Uri(address, UriKind.RelativeOrAbsolute) }));

        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    private Uri ProxyWith(string userInfo) => new($"http://{userInfo}{Gateway.BaseUri.Authority}/");

    private async Task FetchAsync(SunoConnectionOptions options) =>
        await Client(FarAway, options with { MaximumRetryCount = 0, AllowUnencryptedAuthentication = true })
            .GetTaskAsync(TaskIds.Music(1), Cancel);
}
