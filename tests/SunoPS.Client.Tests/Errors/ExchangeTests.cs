namespace SunoPS.Client.Tests.Errors;

/// <summary>The errors of responses that real servers sent.</summary>
public sealed class ExchangeTests : GatewayTests
{
    private const ErrorTraits EndsAll = ErrorTraits.Refused | ErrorTraits.KeyRefused;
    private const ErrorTraits Refused = ErrorTraits.Refused;
    private const ErrorTraits Again = ErrorTraits.Transient | ErrorTraits.Repeatable | ErrorTraits.Paced;

    private static readonly Dictionary<string, Expected> Rows = new()
    {
        // The key.
        ["submit-wrong"] = new(SunoErrorKind.Unauthorized, EndsAll, Remedy.Reconnect, "Invalid token", "new-api"),
        ["submit-disabled"] = new(SunoErrorKind.Unauthorized, EndsAll, Remedy.Reconnect, "Invalid token", "new-api"),
        ["accept-language-zh"] = new(SunoErrorKind.Unauthorized, EndsAll, Remedy.Reconnect, "无效的令牌", "new-api"),
        ["old-submit-expired"] = new(SunoErrorKind.Unauthorized, EndsAll, Remedy.Reconnect, "has expired", "new-api"),
        ["exact-wait"] = new(SunoErrorKind.Unauthorized, EndsAll, Remedy.Reconnect, "Invalid token", "new-api"),
        ["old-exact-wait"] = new(SunoErrorKind.QuotaExceeded, EndsAll, Remedy.UseOtherKey, "is used up", "new-api"),
        ["hub-exact"] = new(SunoErrorKind.QuotaExceeded, EndsAll, Remedy.UseOtherKey, "is used up", "one-hub"),
        ["limited-2"] = new(
            SunoErrorKind.QuotaExceeded, EndsAll, Remedy.RaiseKeyLimit, "quota of the API key", "new-api"),
        ["modelonly-wait"] = new(SunoErrorKind.Forbidden, EndsAll, Remedy.UseUnlimitedKey, "model limit", "new-api"),
        ["modelonly-batch"] = new(SunoErrorKind.Forbidden, EndsAll, Remedy.UseUnlimitedKey, "model limit", "new-api"),
        ["test-modelonly"] = new(SunoErrorKind.Forbidden, EndsAll, Remedy.UseUnlimitedKey, "model limit", "new-api"),

        // The gateway, before anything was sent.
        ["submit-lonely"] = new(
            SunoErrorKind.GatewayError, Refused, Remedy.ChooseModel, "No available channel", "new-api"),
        ["hub-badmodel"] = new(SunoErrorKind.GatewayError, Refused, Remedy.ChooseModel, "chirp-v99", null),
        ["submit-cpu-overload"] = new(SunoErrorKind.GatewayError, Again, Remedy.TryLater, "is overloaded", "new-api"),

        // Operations that it does not have.
        ["join"] = new(SunoErrorKind.GatewayError, Refused, Remedy.None, "does not offer concat", "new-api"),
        ["old-join"] = new(SunoErrorKind.GatewayError, Refused, Remedy.None, "does not offer concat", "new-api"),
        ["hub-join"] = new(SunoErrorKind.GatewayError, Refused, Remedy.None, "does not offer concat", null),
        ["suno-join"] = new(SunoErrorKind.GatewayError, Refused, Remedy.None, "does not offer concat", "Suno-API"),

        // Continuations.
        ["suno-continue-notask"] = new(
            SunoErrorKind.GatewayError, Refused, Remedy.GiveOriginTask, "requires the task", "Suno-API"),
        ["hub-continue-notask"] = new(
            SunoErrorKind.GatewayError, Refused, Remedy.GiveOriginTask, "requires the task", null),
        ["hub-continue-unknown"] = new(
            SunoErrorKind.TaskNotFound, Refused, Remedy.GiveOriginTask, "origin task not found", null),

        // What lies behind it.
        ["up-http401"] = Upstream(401),
        ["up-http402"] = Upstream(402),
        ["up-http404"] = Upstream(404),
        ["up-http500"] = UpstreamTrouble("upstream says no"),
        ["up-http503"] = UpstreamTrouble("upstream says no"),
        ["hub-up-http401"] = Upstream(401, "bad response status code 401", software: null),
        ["hub-up-http403"] = Upstream(403, "bad response status code 403", software: null),
        ["one-of-three-403"] = Upstream(403, "Prompt was refused by the content policy"),
        ["up-refused"] = UpstreamTrouble("do request failed"),
        ["up-html"] = UpstreamTrouble("invalid character"),
        ["up-biz"] = new(
            SunoErrorKind.GatewayError, ErrorTraits.Transient | Refused, Remedy.TryLater,
            "insufficient credits upstream", "new-api"),

        // Tasks and addresses.
        ["single-unknown"] = new(SunoErrorKind.TaskNotFound, Refused, Remedy.CheckTaskId, "does not know", "new-api"),
        ["connect-suno-path"] = new(
            SunoErrorKind.InvalidResponse, Refused, Remedy.Detect, "a web page", "new-api"),
    };

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_response_has_its_meaning(string name)
    {
        RecordedExchange last = RecordedExchange.Read(name)[^1];
        Answer(last.Answer);
        SunoClient client = Client();

        SunoApiException error = await Assert.ThrowsAsync<SunoApiException>(() => RequestAsync(client, last));

        Expected expected = Rows[name];
        Assert.Equal(
            (expected.Kind, expected.Traits, expected.Remedy), (error.Kind, error.Traits, error.Remedy));
        Assert.Contains(expected.Words, error.Message, StringComparison.Ordinal);
        if (expected.Status is { } status)
        {
            Assert.Contains($"upstream refused it ({status} ", error.Message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("{\"", error.Message, StringComparison.Ordinal);
        Assert.Equal(expected.Software, client.Connection.Software);
        if (last.Answer.Headers!.TryGetValue("X-Oneapi-Request-Id", out string? requestId))
        {
            Assert.Equal(requestId, error.RequestId);
            Assert.InRange(error.Message.Split(requestId!).Length, 1, 2);
        }
    }

    private static Task RequestAsync(SunoClient client, RecordedExchange exchange) => exchange.Target switch
    {
        _ when exchange.Target.EndsWith("/concat", StringComparison.Ordinal) =>
            client.SubmitAsync(new SunoJoinSubmission { ClipId = "clip-1" }, Cancel),
        _ when exchange.Target.StartsWith("/suno/submit/", StringComparison.Ordinal) =>
            client.SubmitAsync(new SunoLyricsSubmission { Prompt = "the sea" }, Cancel),
        _ when exchange.Method == "GET" => client.GetTaskAsync("any-id", Cancel),
        _ => GetBatchAsync(client),
    };

    private static async Task GetBatchAsync(SunoClient client) =>
        throw Assert.Single(await client.GetTaskBatchAsync(["any-id"], cancellationToken: Cancel)).Error!;

    private static Expected Upstream(
        int status, string words = "upstream says no", string? software = "new-api") => new(
        SunoErrorKind.GatewayError, Refused, Remedy.ChangeSubmission, words, software)
        {
            Status = status,
        };

    private static Expected UpstreamTrouble(string words) => new(
        SunoErrorKind.GatewayError, ErrorTraits.Transient | Refused, Remedy.TryLater, words, "new-api");

    private sealed record Expected(
        SunoErrorKind Kind, ErrorTraits Traits, Remedy Remedy, string Words, string? Software)
    {
        public int? Status { get; init; }
    }
}
