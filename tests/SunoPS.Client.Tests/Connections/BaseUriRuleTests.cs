namespace SunoPS.Client.Tests.Connections;

public sealed class BaseUriRuleTests
{
    [Theory]
    [InlineData("https://gateway.example")]
    [InlineData("https://gateway.example/")]
    [InlineData("https://gateway.example:8443/proxy/")]
    [InlineData("HTTPS://GATEWAY.EXAMPLE")]
    [InlineData("https://例え.example/")]
    [InlineData("https://[2001:db8::1]/")]
    [InlineData("http://localhost:8000")]
    [InlineData("http://127.0.0.1:8000")]
    [InlineData("http://127.1.2.3")]
    [InlineData("http://[::1]:8000/")]
    public void A_gateway_can_be_at(string address) =>
        Assert.Equal(new Uri(address), ConnectTo(address).BaseUri);

    [Theory]
    [InlineData("gateway.example")]
    [InlineData("gateway.example/suno")]
    [InlineData("/suno/fetch")]
    [InlineData("")]
    [InlineData("ftp://gateway.example/")]
    [InlineData("ws://gateway.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("file://gateway.example/share")]
    [InlineData("mailto:me@gateway.example")]
    [InlineData("localhost:8000")]
    [InlineData("https://gateway.example/?key=1")]
    [InlineData("https://gateway.example/?")]
    [InlineData("https://gateway.example/#top")]
    [InlineData("https://gateway.example/#")]
    [InlineData("https://me:secret@gateway.example/")]
    [InlineData("https://me@gateway.example/")]
    [InlineData("http://gateway.example/")]
    [InlineData("http://192.168.1.10:8000/")]
    [InlineData("http://localhost.example/")]
    [InlineData("http://0.0.0.0:8000/")]
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
