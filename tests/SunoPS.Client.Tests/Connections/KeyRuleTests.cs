namespace SunoPS.Client.Tests.Connections;

public sealed class KeyRuleTests : GatewayTests
{
    private const string Good = "sk-0123456789abcdef";

    [Theory]
    [Values(
        "sk-0123456789\nabcdef", "sk-0123456789\r\nX-Evil: abcdef", "sk-0123456789\0abcdef", "sk-0123456789\tabcdef",
        "sk-0123456789\u007fabcdef", "sk-0123456789éabcdef", "sk-0123456789密钥abcdef", "sk-0123456789\u200Babcdef",
        "sk-0123456789\u00A0abcdef", "“sk-0123456789abcdef”")]
    public void A_key_that_is_invalid_in_a_header_is_rejected_without_being_repeated(string key)
    {
        SunoApiException error = Refused.Argument(() => Connect(key));

        Assert.DoesNotContain("0123456789", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("abcdef", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [Values("", "   ", "\r\n", "Bearer ", "bearer   ")]
    public void A_blank_key_is_rejected(string key) => Refused.Argument(() => Connect(key));

    [Theory]
    [Values(
        Good, " sk-0123456789abcdef ", "sk-0123456789abcdef\r\n", "\tsk-0123456789abcdef\n",
        "Bearer sk-0123456789abcdef", "bearer sk-0123456789abcdef", "  BEARER   sk-0123456789abcdef  ")]
    [InlineData(Good, SunoAuthenticationScheme.Raw, Good)]
    [InlineData(" sk-0123456789abcdef\n", SunoAuthenticationScheme.Raw, Good)]
    public async Task The_scheme_precedes_the_key_once_unless_the_gateway_requires_the_bare_key(
        string given, SunoAuthenticationScheme scheme = SunoAuthenticationScheme.Bearer,
        string sent = "Bearer sk-0123456789abcdef")
    {
        await SendAsync(Connect(given, scheme));

        Assert.Equal(sent, OnlyRequest.Headers["Authorization"]);
    }

    [Fact]
    public async Task Every_character_that_a_header_can_carry_arrives()
    {
        string key = string.Concat(Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code));

        await SendAsync(Connect(key, SunoAuthenticationScheme.Raw));

        Assert.Equal(key, OnlyRequest.Headers["Authorization"]);
    }

    [Theory]
    [InlineData("sk-0123456789abcdef", "****cdef")]
    [InlineData("  Bearer sk-0123456789abcdef ", "****cdef")]
    [InlineData("0123456789ab", "****89ab")]
    [InlineData("0123456789a", "****")]
    [InlineData("k", "****")]
    [InlineData(null, null)]
    public void The_hint_shows_only_the_end_of_a_long_key(string? key, string? hint) =>
        Assert.Equal(hint, Connect(key).ApiKeyHint);

    private SunoConnection Connect(string? key, SunoAuthenticationScheme scheme = SunoAuthenticationScheme.Bearer) =>
        new(SunoGateway.Custom with { BaseUri = Gateway.BaseUri, AuthenticationScheme = scheme }, key, NoRetry);

    private async Task SendAsync(SunoConnection connection)
    {
        AnswerJson(Wire.One(Wire.Task("any-id")));
        await new SunoClient(connection).GetTaskAsync("any-id", Cancel);
    }
}
