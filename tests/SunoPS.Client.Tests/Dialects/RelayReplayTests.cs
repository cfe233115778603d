using System.Net.Http.Headers;

namespace SunoPS.Client.Tests.Dialects;

/// <summary>The local gateway responds to recorded requests as the recorded software did.</summary>
public sealed partial class RelayReplayTests : GatewayTests
{
    private static readonly HashSet<string> NotReplayed =
    [
        "accept-language-zh", // SunoPS sends no Accept-Language.
        "ratelimit-v1-model", // Another API.
        "ratelimit-web", // Replayed below, at the address that has the same limit for every caller.
        "upstream-case", // The same request got two responses, by the load of the computer.
    ];

    public static TheoryData<string> Names => [.. RecordedExchange.Names.Where(name => !NotReplayed.Contains(name))];

    [GeneratedRegex(@" ?\(request id: \w+\)|\[sk-[^\]]*\]|[\d.]+%")]
    private static partial Regex Varying();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_recorded_request_gets_a_response_with_the_recorded_status_and_form(string name)
    {
        IReadOnlyList<RecordedExchange> exchanges = RecordedExchange.Read(name);
        var ids = new Dictionary<string, string>();
        using HttpClient http = CreateClient();
        foreach (RecordedExchange exchange in exchanges)
        {
            JsonNode? recorded = Parse(exchange.Answer.Body!);
            foreach (string id in TaskIdsOf(recorded))
            {
                ids.TryAdd(id, TaskIds.Music(1));
            }

            using HttpResponseMessage response = await SendAsync(http, name, exchange, ids);
            string text = await response.Content.ReadAsStringAsync(Cancel);

            Assert.Equal(exchange.Answer.Status, (int)response.StatusCode);
            Assert.Equal(exchange.Answer.ContentType?.Split(';')[0], response.Content.Headers.ContentType?.MediaType);
            Assert.Equal(SoftwareHeaders(exchange.Answer.Headers!.Keys), SoftwareHeaders(
                response.Headers.Select(header => header.Key)));
            JsonNode? local = Parse(text);
            Assert.Equal(FormOf(recorded, name == "api-status" ? local : null), FormOf(local));
            if (IsSubmitted(recorded) && IsSubmitted(local))
            {
                ids[(string)recorded!["data"]!] = (string)local!["data"]!;
            }
        }
    }

    [Fact]
    public async Task The_twenty_first_request_for_the_usage_is_rejected_without_a_body()
    {
        using HttpClient http = CreateClient();
        RecordedExchange usage = RecordedExchange.Read("api-usage-token-slash-alice")[0];
        for (int call = 1; call <= 20; call++)
        {
            using HttpResponseMessage answered = await SendAsync(http, "", usage, []);
            Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        }

        using HttpResponseMessage response = await SendAsync(http, "", usage, []);
        RecordedExchange recorded = RecordedExchange.Read("ratelimit-web")[0];
        Assert.Equal(
            (recorded.Answer.Status, recorded.Answer.Body, recorded.Answer.ContentType, 0L),
            ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancel),
                response.Content.Headers.ContentType?.MediaType, response.Content.Headers.ContentLength));
        Assert.Null(response.Headers.RetryAfter);
    }

    private HttpClient CreateClient() =>
        Owned(new HttpClient(Owned(new HttpClientHandler { AllowAutoRedirect = false, UseProxy = false })));

    private Task<HttpResponseMessage> SendAsync(
        HttpClient http, string name, RecordedExchange exchange, Dictionary<string, string> ids)
    {
        string target = exchange.Target;
        string body = exchange.RequestBody;
        foreach ((string recorded, string local) in ids)
        {
            target = target.Replace(recorded, local, StringComparison.Ordinal);
            body = body.Replace(recorded, local, StringComparison.Ordinal);
        }

        var request = Owned(new HttpRequestMessage(
            new HttpMethod(exchange.Method), new Uri(Gateway.UriOf(DialectOf(name)), target.TrimStart('/'))));
        if (exchange.Key.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", KeyOf(name, exchange.Key));
        }

        if (body.Length > 0)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        return http.SendAsync(request, Cancel);
    }

    private static GatewayDialect DialectOf(string name) => name.Split('-', '_')[0] switch
    {
        "old" => GatewayDialect.NewApi2025,
        "hub" => GatewayDialect.OneHub,
        "suno" => GatewayDialect.SunoApi,
        _ => GatewayDialect.NewApi,
    };

    // "exact" has quota for one submission; the files that do not submit were recorded after it.
    private string KeyOf(string name, string recorded) => recorded.Split('-')[^1] switch
    {
        "alice" or "root1" or "sunosecret1" => Gateway.ApiKey,
        "exact" when name.StartsWith("api", StringComparison.Ordinal)
            || name.StartsWith("billing", StringComparison.Ordinal) => $"{Gateway.ApiKey}-used-up",
        "TOKEN" => $"{Gateway.ApiKey}-modelonly",
        var key => $"{Gateway.ApiKey}-{key}",
    };

    private static JsonNode? Parse(string body) => body.StartsWith('{') ? JsonNode.Parse(body) : null;

    private static bool IsSubmitted(JsonNode? answer) =>
        answer is JsonObject && answer["data"] is JsonValue data && data.GetValueKind() == JsonValueKind.String;

    private static IEnumerable<string> TaskIdsOf(JsonNode? answer) => answer is not JsonObject ? []
        : answer["data"] switch
        {
            JsonArray tasks => tasks.OfType<JsonObject>().Where(task => task.ContainsKey("task_id"))
                .Select(task => (string)task["task_id"]!),
            JsonObject task when task.ContainsKey("task_id") => [(string)task["task_id"]!],
            _ => [],
        };

    private static string[] SoftwareHeaders(IEnumerable<string> names) =>
    [
        .. names.Select(name => name.ToLowerInvariant())
            .Where(name => name is "x-new-api-version" or "x-oneapi-request-id" or "x-any2api-request-id" or "location")
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Returns the names, the kinds, and the texts that a client reads.</summary>
    /// <param name="node">The value.</param>
    /// <param name="shortened">The value with the only names that count; null for all names.</param>
    /// <param name="name">The name of the value.</param>
    private static string FormOf(JsonNode? node, JsonNode? shortened = null, string name = "") => (name, node) switch
    {
        ("code" or "message" or "type", _) => Varying().Replace(node?.ToString() ?? "", ""),
        (_, null) => "null",
        (_, JsonArray items) => $"[{(items.Count > 0 ? FormOf(items[0], (shortened as JsonArray)?[0]) : "")}]",

        // The content of tasks is the local gateway's.
        (_, JsonObject members) => string.Join('\n', members.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Where(member => (shortened as JsonObject)?.ContainsKey(member.Key) != false)
            .Select(member => member.Key == "data" && members.ContainsKey("task_id") ? "data"
                : $"{member.Key}: {FormOf(member.Value, (shortened as JsonObject)?[member.Key], member.Key)}")),

        // Numbers with and without a fraction are one kind, as are both truth values.
        _ => node.GetValueKind() is JsonValueKind.False ? "True" : $"{node.GetValueKind()}",
    };
}
