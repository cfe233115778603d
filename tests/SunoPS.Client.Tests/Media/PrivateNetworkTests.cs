using System.Diagnostics.Tracing;

namespace SunoPS.Client.Tests.Media;

/// <summary>A task can contain any address, and must not make this machine request an internal one.</summary>
public sealed class PrivateNetworkTests : MediaTests
{
    private SunoMediaOptions Strict => Options with { AllowPrivateNetwork = false };

    private SunoMediaOptions Of(string? gateway) =>
        Strict with { GatewayNetwork = gateway is null ? null : new GatewayNetwork(new Uri(gateway)) };

    [Theory(Timeout = Deadlock)]
    [InlineData(null, "127.0.0.1")]
    [InlineData("https://8.8.8.8", "127.0.0.1")]
    [InlineData("https://10.1.2.3", "127.0.0.1")]
    [InlineData("https://gateway.invalid", "127.0.0.1")]
    [InlineData(null, "localhost")]
    [InlineData("https://8.8.8.8", "localhost")]
    public async Task This_machine_is_rejected_for_a_gateway_elsewhere(string? gateway, string host)
    {
        SunoApiException error = await FailAsync(Of(gateway), ClipAt("c-1", At(host)));

        Assert.Equal(SunoErrorKind.InvalidArgument, error.Kind);
        Assert.Equal(gateway is null ? Remedy.NameGateway : Remedy.AllowPrivateNetwork, error.Remedy);
        Assert.Contains($"'{host}'", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsTransient);
        Assert.Equal(0, Gateway.Log.Requests);
    }

    [Theory(Timeout = Deadlock)]
    [Values("http://127.0.0.1:1", "https://localhost", "https://[::1]")]
    public async Task This_machine_is_allowed_for_a_gateway_on_it(string gateway)
    {
        await SaveOneAsync(Of(gateway), Clip("c-1"));
        await SaveOneAsync(Of(gateway), ClipAt("c-2", At("localhost")));
    }

    [Theory(Timeout = Deadlock)]
    [Values(
        "https://10.1.2.3/a.mp3", "https://192.168.1.1/a.mp3", "https://169.254.169.254/latest/meta-data",
        "https://[fe80::1]/a.mp3", "https://[::ffff:10.1.2.3]/a.mp3")]
    [InlineData("https://0.0.0.0/a.mp3", "http://gateway.invalid")]
    public async Task Networks_of_another_kind_are_rejected_at_first_and_after_each_redirect(
        string address, string? gateway = null)
    {
        string own = Gateway.BaseUri.AbsoluteUri;
        SunoApiException direct = await FailAsync(Of(gateway ?? own), ClipAt("c-1", address));
        Answer(Canned.Redirect("/_media/again.mp3"), Canned.Redirect(address));
        SunoApiException redirected = await FailAsync(Of(own), Clip("c-2"));

        Assert.Equal(SunoErrorKind.InvalidArgument, direct.Kind);
        if (gateway is null)
        {
            Assert.Equal(SunoErrorKind.InvalidArgument, redirected.Kind);
            Assert.Equal(Remedy.AllowPrivateNetwork, redirected.Remedy);
        }

        Assert.Equal(2, Gateway.Log.Requests);
    }

    [Fact(Timeout = Deadlock)]
    public async Task Behind_a_proxy_the_host_is_checked_before_anything_is_sent()
    {
        SunoMediaOptions options = Strict with { Network = NoRetry with { Proxy = Gateway.BaseUri } };

        SunoApiException literal = await FailAsync(options, ClipAt("c-1", "https://10.1.2.3/a.mp3"));
        SunoApiException name = await FailAsync(options, ClipAt("c-2", "https://localhost/a.mp3"));
        Assert.Equal(SunoErrorKind.InvalidArgument, literal.Kind);
        Assert.Equal(SunoErrorKind.InvalidArgument, name.Kind);
        Assert.Equal(0, Gateway.Log.Requests);

        // The proxy decides about hosts that only it can resolve.
        SunoApiException unknown = await FailAsync(options, ClipAt("c-3", "https://media.invalid/a.mp3"));
        Assert.NotEqual(SunoErrorKind.InvalidArgument, unknown.Kind);
    }

    [Theory(Timeout = Deadlock)]
    [Values(true, false)]
    public async Task The_certificate_check_is_skipped_only_for_the_gateway(bool isGateway)
    {
        await using LocalGateway secure = await TlsGateway.StartAsync(new LocalGatewayOptions { Tls = true }, Cancel);
        SunoMediaOptions options = Options with
        {
            GatewayUri = isGateway ? secure.BaseUri : new Uri("https://gateway.example"),
            Network = NoRetry with { SkipCertificateCheck = true },
        };

        SunoMediaResult result = Assert.Single(await SaveAsync(options, ClipAt(secure)));

        Assert.Equal(isGateway ? null : SunoErrorKind.ConnectionFailed, result.Error?.Kind);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_long_address_is_shortened_in_its_error()
    {
        SunoApiException error = await FailAsync(Options, ClipAt("c-1", "user:secret@" + new string('x', 300)));

        Assert.Equal(SunoErrorKind.InvalidArgument, error.Kind);
        Assert.Contains(new string('x', 196) + "...'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Public",
        "8.8.8.8", "172.15.0.1", "172.32.0.1", "192.169.0.1", "169.255.0.1", "172.1.0.1", "100.63.0.1", "192.0.1.1",
        "198.20.0.1", "223.255.255.255", "100.128.0.1", "2001:4860:4860::8888", "64:ff9b:1::8.8.8.8",
        "64:ff9b:2::10.0.0.1", "::ffff:0:8.8.8.8", "2001:4860::5efe:8.8.8.8",
        "64:ff9a::1", "64:fe9b::1", "65::1", "64:ff9b::1:0:0", "::1:0:0", "192.1.0.1", "198.17.0.1", "2003::1",
        "fe00::1", "::ffff:8.8.8.8")]
    [InlineData("Loopback",
        "127.0.0.1", "127.9.9.9", "0.0.0.0", "::ffff:0:127.0.0.1", "::1", "::", "::ffff:127.0.0.1", "::127.0.0.1")]
    [InlineData("Private",
        "10.255.0.1", "172.16.0.1", "172.31.255.1", "192.168.0.1", "192.0.0.1", "198.18.0.1", "198.19.0.1",
        "100.64.0.1", "224.0.0.1", "255.255.255.255", "64:ff9b:1::10.0.0.1", "2001:0:0a00:1::f7f7:f7f7",
        "2001:0:808:808::f7f7:f7f7", "2002:808:808::", "::5efe:10.0.0.1", "2001:4860::200:5efe:192.168.1.1", "fc00::1",
        "fd00::1", "fec0::1", "ff02::1", "64:ff9b::10.0.0.1")]
    [InlineData("LinkLocal",
        "169.254.169.254", "febf::1", "fe80::1")]
    public void The_kind_of_an_address(string kind, params string[] addresses) => Assert.All(
        addresses, address => Assert.Equal(kind, NetworkKinds.Of(IPAddress.Parse(address)).ToString()));

    [Theory(Timeout = Deadlock)]
    [InlineData("localhost", "Public", "LOCALHOST:8000 93.184.215.14")]
    [InlineData("localhost", "Private", "localhost:8000 10.0.0.1")]
    [InlineData("localhost", "Loopback", "localhost:8000 127.0.0.1", "localhost:8000 ::1")]
    [InlineData("localhost", "Public", "localhost:8000 127.0.0.1", "localhost:8000 8.8.8.8")]
    [InlineData("8.8.8.8", "Public", "proxy:8000 127.0.0.1", "8.8.8.8:3128 127.0.0.1")]
    public async Task The_addresses_that_the_connection_used_count_not_what_the_name_says_later_nor_a_proxy(
        string gateway, string kind, params string[] used)
    {
        // The name resolves to this machine now.
        var network = new GatewayNetwork(new Uri($"http://{gateway}:8000"));
        foreach (string[] parts in used.Select(connection => connection.Split(':', ' ')))
        {
            int port = int.Parse(parts[1], CultureInfo.InvariantCulture);
            var address = IPAddress.Parse(string.Join(':', parts[2..]));
            network.Remember(new DnsEndPoint(parts[0], port), new IPEndPoint(address, port));
        }

        SunoMediaResult result = Assert.Single(await SaveAsync(Strict with { GatewayNetwork = network }, Clip("c-1")));

        Assert.Equal(kind, (await network.FindKindAsync(Cancel)).ToString());
        Assert.Equal(kind == "Loopback" ? null : SunoErrorKind.InvalidArgument, result.Error?.Kind);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_connection_remembers_the_addresses_that_it_uses()
    {
        var connection = new SunoConnection(
            SunoGateway.Custom with { BaseUri = new Uri($"http://localhost:{Gateway.BaseUri.Port}") }, Gateway.ApiKey);
        await new SunoClient(connection).TestAsync(Cancel);
        var elsewhere = new GatewayNetwork(connection.BaseUri);
        elsewhere.Remember(
            new DnsEndPoint("localhost", Gateway.BaseUri.Port), new IPEndPoint(IPAddress.Parse("8.8.8.8"), 1));

        Assert.Equal(NetworkKind.Loopback, await connection.Network.FindKindAsync(Cancel));
        Assert.Equal(NetworkKind.Public, await elsewhere.FindKindAsync(Cancel));
    }

    [Theory(Timeout = Deadlock)]
    [InlineData("localhost", "Loopback", 1)]
    [InlineData("repeated.invalid", "Public", 2)]
    public async Task The_first_look_up_counts_and_one_that_failed_is_repeated(string host, string kind, int count)
    {
        using var lookUps = new LookUps();
        var network = new GatewayNetwork(new Uri($"http://{host}"));

        Assert.Equal(kind, (await network.FindKindAsync(Cancel)).ToString());
        Assert.Equal(kind, (await network.FindKindAsync(Cancel)).ToString());
        Assert.Equal(count, lookUps.Hosts.Count(found => found is string name && name == host));
    }

    [Fact(Timeout = Deadlock)]
    public async Task Each_clip_is_judged_by_the_gateway_of_its_own_task()
    {
        var local = new GatewayNetwork(Gateway.BaseUri);
        var remote = new GatewayNetwork(new Uri("https://8.8.8.8"));
        SunoMediaOptions options = Strict with { GatewayUri = Gateway.BaseUri };

        List<SunoMediaResult> results = await SaveAsync(
            options, ClipOf("c-1", local), ClipOf("c-2", remote), ClipOf("c-3", network: null), ClipOf("c-4", local));

        Assert.Equal(
            [null, SunoErrorKind.InvalidArgument, SunoErrorKind.InvalidArgument, null],
            results.Select(result => result.Error?.Kind));
        Assert.Contains("unlike the gateway '8.8.8.8'", results[1].Error!.Message, StringComparison.Ordinal);
        Assert.Contains("is not known", results[2].Error!.Message, StringComparison.Ordinal);
        Assert.Equal(2, Gateway.Log.Requests);
    }

    private SunoClip ClipOf(string id, GatewayNetwork? network) =>
        Clip(id).With(changed => changed.Task = new SunoTask { Network = network });

    private SunoClip ClipAt(string id, string address) => Clip(id).With(changed => changed.AudioUrl = address);

    /// <summary>Returns the address of a file on the media host with another host name.</summary>
    private string At(string host) => $"http://{host}:{Gateway.BaseUri.Port}/_media/c-1.mp3";

    /// <summary>The host names that .NET looks up for one test.</summary>
    private sealed class LookUps : EventListener
    {
        private readonly AsyncLocal<bool> _isOfTest = new() { Value = true };

        public ConcurrentQueue<object?> Hosts { get; } = new();

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "System.Net.NameResolution")
            {
                EnableEvents(eventSource, EventLevel.Informational);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (_isOfTest.Value && eventData.EventName == "ResolutionStart")
            {
                Hosts.Enqueue(eventData.Payload![0]);
            }
        }
    }
}
