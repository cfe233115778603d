namespace SunoPS.Client.Tests.Dialects;

/// <summary>The requests of each row, as they arrive at its gateway.</summary>
public sealed class DialectTests : GatewayTests
{
    private const string Key = LocalGatewayOptions.DefaultApiKey;
    private const string Bearer = "Bearer " + Key;

    private static readonly string FirstId = TaskIds.Music(1);
    private static readonly string SecondId = TaskIds.Music(2);

    private static readonly Dictionary<string, (SunoGateway Row, GatewayDialect Dialect)> Rows = new()
    {
        ["x-see"] = (SunoGateway.XSee, GatewayDialect.XSee),
        ["openai-hub"] = (SunoGateway.OpenAIHub, GatewayDialect.OpenAIHub),
        ["ecovai"] = (SunoGateway.Ecovai, GatewayDialect.Ecovai),
        ["seed-002"] = (SunoGateway.Custom, GatewayDialect.Seed002),
    };

    [Theory]
    [InlineData("x-see", Key)]
    [InlineData("openai-hub", Bearer)]
    [InlineData("ecovai", Bearer)]
    [InlineData("seed-002", Bearer)]
    public async Task A_single_task_is_a_GET_without_a_body(string dialect, string authorization)
    {
        SunoTask task = await ClientOf(dialect).GetTaskAsync(FirstId, Cancel);

        Assert.Equal(FirstId, task.TaskId);
        AssertSent("GET", $"/{dialect}/suno/fetch/{FirstId}", authorization, body: "");
    }

    [Theory]
    [InlineData("x-see", "GET", Key, null, "")]
    [InlineData("x-see", "GET", Key, "LYRICS", ""","action":"LYRICS" """)]
    [InlineData("openai-hub", "POST", Bearer, null, ""","action":"MUSIC" """)]
    [InlineData("openai-hub", "POST", Bearer, "LYRICS", ""","action":"LYRICS" """)]
    [InlineData("openai-hub", "POST", Bearer, "UPLOAD", ""","action":"UPLOAD" """)]
    [InlineData("openai-hub", "POST", Bearer, "", ""","action":"MUSIC" """)]
    [InlineData("openai-hub", "POST", Bearer, "  ", ""","action":"MUSIC" """)]
    [InlineData("ecovai", "POST", Bearer, null, "")]
    [InlineData("ecovai", "POST", Bearer, "MUSIC", ""","action":"MUSIC" """)]
    [InlineData("seed-002", "POST", Bearer, null, "")]
    public async Task A_batch_has_the_method_and_the_action_of_its_row(
        string dialect, string method, string authorization, string? action, string sentAction)
    {
        IReadOnlyList<SunoTaskResult> results = await ClientOf(dialect).GetTaskBatchAsync(
            [FirstId, SecondId], action, Cancel);

        Assert.Equal([FirstId, SecondId], results.Select(result => result.Task?.TaskId));
        AssertSent(
            method, $"/{dialect}/suno/fetch", authorization,
            $$"""{"ids":["{{FirstId}}","{{SecondId}}"]{{sentAction.TrimEnd()}}}""");
    }

    private SunoClient ClientOf(string dialect) => Client(At(Rows[dialect].Row, Rows[dialect].Dialect));

    private void AssertSent(string method, string target, string authorization, string body) => Assert.Equal(
        (method, target, authorization, body),
        (OnlyRequest.Method, OnlyRequest.RawTarget, OnlyRequest.Headers["Authorization"], OnlyRequest.Body));
}
