using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SunoPS.Client.Tests.Errors;

/// <summary>Errors and logs do not contain the key, wherever a gateway repeats it.</summary>
public sealed class KeySecrecyInErrorsTests : GatewayTests
{
    private const string Key = LocalGatewayOptions.DefaultApiKey;

    private static readonly Dictionary<string, CannedAnswer> Echoes = new()
    {
        ["the message"] = new() { Status = 401, Body = Wire.Error($"Incorrect API key provided: {Key}.") },
        ["the message, with its scheme"] = new() { Status = 401, Body = Wire.Error($"bad header 'Bearer {Key}'") },
        ["the message, escaped"] = new()
        {
            Status = 500,
            Body = $$"""{"code":"x","message":"{{string.Concat(Key.Select(c => $"\\u{(int)c:x4}"))}}"}""",
        },
        ["the message, where it is cut"] = new() { Status = 500, Body = Wire.Error(new string('x', 490) + Key) },
        ["the message for an unknown task"] = new()
            { Status = 400, Body = Wire.Refusal("task_not_exist", $"no task for {Key}") },
        ["a business error"] = new() { Body = Wire.Refusal("bad", $"key {Key} is blocked") },
        ["the code"] = new() { Status = 500, Body = Wire.Refusal(Key, "busy") },
        ["the request id"] = new()
        {
            Status = 500,
            Body = """{"code":"x","message":"busy"}""",
            Headers = Canned.Header("x-oneapi-request-id", $"id-{Key}"),
        },
        ["a page"] = new()
            { Status = 500, ContentType = "text/html", Body = $"<html><title>Hello {Key}</title></html>" },
        ["a plain text"] = new() { Status = 500, ContentType = "text/plain", Body = $"denied: {Key}" },
        ["a plain text, where it is cut"] = new()
            { Status = 500, ContentType = "text/plain", Body = new string('x', 490) + Key },
        ["an answer that cannot be read"] = new() { Body = $"hello {Key}" },
        ["an answer that cannot be read, where it is cut"] = new() { Body = new string('x', 490) + Key },
        ["the address of a redirect"] = Canned.Redirect($"https://login.example/?token={Key}"),
    };

    public static TheoryData<string> Places => [.. Echoes.Keys];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task The_key_is_nowhere_in_the_error_and_in_the_events_of_the_request(string place)
    {
        Answer(Echoes[place]);

        SunoApiException error = await FetchErrorAsync(Client(listener: Listener));

        AssertNoKey(error.ToString());
        Assert.All(PropertyValues.Of(error).Values, value => AssertNoKey($"{value}"));
        Assert.NotEmpty(Listener.Events);
        Assert.All(Listener.Events, told => AssertNoKey(told.Message));
    }

    [Fact]
    public async Task The_reason_phrase_does_not_leak_the_key()
    {
        Gateway.Respond = context =>
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = $"Bad key {Key}";
            return Task.FromResult(true);
        };

        SunoApiException error = await FetchErrorAsync(Client(listener: Listener));

        Assert.Equal(HttpStatusCode.Unauthorized, error.StatusCode);
        AssertNoKey(error.ToString());
        Assert.All(Listener.Events, told => AssertNoKey(told.Message));
    }

    [Fact]
    public async Task A_key_that_was_given_with_its_scheme_is_masked_without_it_too()
    {
        const string key = "sk-0123456789abcdef";
        Answer(new CannedAnswer { Status = 401, Body = Wire.Error($"Invalid token {key}") });
        var client = new SunoClient(
            new SunoConnection(At(SunoGateway.XSee, GatewayDialect.XSee), $"Bearer {key}", NoRetry));

        SunoApiException error = await FetchErrorAsync(client);

        Assert.DoesNotContain("0123456789", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Asserts that the text does not contain a useful part of the key.</summary>
    private static void AssertNoKey(string text) => Assert.DoesNotContain(Key[..8], text, StringComparison.Ordinal);
}
