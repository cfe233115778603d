namespace SunoPS.Client.Tests.Connections;

public sealed class BaseUriRuleTests
{
    [Theory]
    [Values(
        "https://gateway.example", "https://gateway.example/", "https://gateway.example:8443/proxy/",
        "HTTPS://GATEWAY.EXAMPLE", "https://例え.example/", "https://[2001:db8::1]/", "http://localhost:8000",
        "http://127.0.0.1:8000", "http://127.1.2.3", "http://[::1]:8000/")]
    public void A_gateway_can_be_at(string address) => Assert.Equal(new Uri(address), ConnectTo(address).BaseUri);

    [Theory]
    [Values(
        "gateway.example", "gateway.example/suno", "/suno/fetch", "", "ftp://gateway.example/", "ws://gateway.example/",
        "file:///etc/passwd", "file://gateway.example/share", "mailto:me@gateway.example", "localhost:8000",
        "https://x\uff1ay/", "https://x\u037ey/", "https://gateway.example/?key=1", "https://gateway.example/?",
        "https://gateway.example/#top", "https://gateway.example/#", "https://me:secret@gateway.example/",
        "https://me@gateway.example/",
        "http://gateway.example/", "http://192.168.1.10:8000/", "http://localhost.example/", "http://0.0.0.0:8000/")]
    public void A_gateway_cannot_be_at(string address) => Refused.Argument(() => ConnectTo(address));

    [Fact]
    public void An_address_is_needed() => Refused.Argument(() => _ = new SunoConnection(SunoGateway.Custom, "key"));

    [Theory]
    [InlineData("gateway.example", true)]
    [InlineData("ftp://gateway.example/", true)]
    [InlineData("https://gateway.example/?token=secret", true)]
    [InlineData("http://gateway.example/#secret", true)]
    [InlineData("http://gateway.example/", true)]
    [InlineData("https://me:secret@gateway.example/", false)]
    [InlineData("ftp://me:secret@gateway.example/", false)]
    public void The_message_repeats_the_address_without_what_is_likely_to_be_secret(string address, bool isRepeated)
    {
        string message = Refused.Argument(() => ConnectTo(address)).Message;

        Assert.Equal(isRepeated, message.Contains("gateway.example", StringComparison.Ordinal));
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_http_to_another_machine_can_be_allowed()
    {
        var options = new SunoConnectionOptions { AllowUnencryptedAuthentication = true };

        SunoConnection connection = ConnectTo("http://gateway.example/", options);

        Assert.Equal(new Uri("http://gateway.example/"), connection.BaseUri);
        Assert.True(connection.AllowUnencryptedAuthentication);
    }

    private static SunoConnection ConnectTo(string address, SunoConnectionOptions? options = null) =>
        new(
            SunoGateway.Custom with { BaseUri = new Uri(address, UriKind.RelativeOrAbsolute) }, "sk-0123456789abcdef",
            options);
}
