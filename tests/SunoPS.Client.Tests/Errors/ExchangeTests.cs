namespace SunoPS.Client.Tests.Errors;

/// <summary>The errors of responses that real servers sent.</summary>
public sealed class ExchangeTests : GatewayTests
{
    /// <summary>Recordings; kind, traits, remedy, words, software, status of the upstream.</summary>
    private const string Table = """
        submit-wrong submit-disabled exact-wait|Unauthorized|Refused, KeyRefused|Reconnect|Invalid token|new-api
        accept-language-zh|Unauthorized|Refused, KeyRefused|Reconnect|无效的令牌|new-api
        old-submit-expired|Unauthorized|Refused, KeyRefused|Reconnect|has expired|new-api
        old-exact-wait|QuotaExceeded|Refused, KeyRefused|UseOtherKey|is used up|new-api
        hub-exact|QuotaExceeded|Refused, KeyRefused|UseOtherKey|is used up|one-hub
        limited-2|QuotaExceeded|Refused, KeyRefused|RaiseKeyLimit|quota of the API key|new-api
        modelonly-wait modelonly-batch test-modelonly|Forbidden|Refused, KeyRefused|UseUnlimitedKey|model limit|new-api
        submit-lonely|GatewayError|Refused|ChooseModel|No available channel|new-api
        hub-badmodel|GatewayError|Refused|ChooseModel|chirp-v99|
        submit-cpu-overload|GatewayError|Transient, Repeatable, Paced|TryLater|is overloaded|new-api
        join old-join|GatewayError|Refused|None|does not offer concat|new-api
        hub-join|GatewayError|Refused|None|does not offer concat|
        suno-join|GatewayError|Refused|None|does not offer concat|Suno-API
        suno-continue-notask|GatewayError|Refused|GiveOriginTask|requires the task|Suno-API
        hub-continue-notask|GatewayError|Refused|GiveOriginTask|requires the task|
        hub-continue-unknown|TaskNotFound|Refused|GiveOriginTask|origin task not found|
        up-http401|GatewayError|Refused|ChangeSubmission|upstream says no|new-api|401
        up-http402|GatewayError|Refused|ChangeSubmission|upstream says no|new-api|402
        up-http404|GatewayError|Refused|ChangeSubmission|upstream says no|new-api|404
        up-http500 up-http503|GatewayError|Transient, Refused|TryLater|upstream says no|new-api
        hub-up-http401|GatewayError|Refused|ChangeSubmission|bad response status code 401||401
        hub-up-http403|GatewayError|Refused|ChangeSubmission|bad response status code 403||403
        one-of-three-403|GatewayError|Refused|ChangeSubmission|Prompt was refused by the content policy|new-api|403
        up-refused|GatewayError|Transient, Refused|TryLater|do request failed|new-api
        up-html|GatewayError|Transient, Refused|TryLater|invalid character|new-api
        up-biz|GatewayError|Transient, Refused|TryLater|insufficient credits upstream|new-api
        single-unknown|TaskNotFound|Refused|CheckTaskId|does not know|new-api
        connect-suno-path|InvalidResponse|Refused|Detect|a web page|new-api
        """;

    private static readonly Dictionary<string, string[]> Rows = Table.Split('\n').Select(row => row.Split('|'))
        .SelectMany(cells => cells[0].Split(' '), (cells, name) => (name, cells)).ToDictionary();

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_response_has_its_meaning(string name)
    {
        RecordedExchange last = RecordedExchange.Read(name)[^1];
        Answer(last.Answer);
        SunoClient client = Client();

        SunoApiException error = await ErrorOfAsync(() => RequestAsync(client, last));

        string[] row = Rows[name];
        Assert.Equal((row[1], row[2], row[3]), ($"{error.Kind}", $"{error.Traits}", $"{error.Remedy}"));
        Assert.Contains(row[4], error.Message, StringComparison.Ordinal);
        Assert.Equal(row[5], client.Connection.Software ?? "");
        if (row.Length > 6)
        {
            Assert.Contains($"upstream refused it ({row[6]} ", error.Message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("{\"", error.Message, StringComparison.Ordinal);
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
}
