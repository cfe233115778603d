namespace SunoPS.Client.Tests.JsonObjects;

/// <summary>Hostile nesting: beyond the limit, each id has an error, and never half a task.</summary>
public sealed class DeepNestingTests : GatewayTests
{
    private const int Deep = 10_000;
    private const int NotTooDeep = 100;

    public static TheoryData<string> Shapes => ["objects", "arrays", "mixed"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void An_object_prints_unchanged(string shape) =>
        Assert.Equal(JsonOf(shape, NotTooDeep), ParsedJson.Of(JsonOf(shape, NotTooDeep)).ToString());

    [Fact]
    public void Every_level_can_be_reached()
    {
        object? value = ParsedJson.Of(JsonOf("mixed", NotTooDeep));
        for (int level = 0; level < NotTooDeep / 2; level++)
        {
            value = Assert.IsType<SunoJsonObject>(value)["a"];
            value = Assert.Single(Assert.IsType<object?[]>(value));
        }

        Assert.Equal(1L, value);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_task_with_a_nested_field_is_read_and_keeps_it(string shape)
    {
        string json = JsonOf(shape, NotTooDeep);
        AnswerJson(Wire.One(Wire.Task("any-id", $$""","deep":{{json}},"data":{{json}}""")));

        SunoTask task = await Client().GetTaskAsync("any-id", Cancel);

        Assert.Empty(task.Clips);
        Assert.Equal($$"""{"deep":{{json}},"data":{{json}}}""", task.AdditionalProperties.ToString());
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_deeper_field_of_one_task_is_an_error_for_each_id(string shape)
    {
        string deep = Wire.Task("b", $",\"x\":{JsonOf(shape, Deep)}");
        AnswerJson($$"""{"code":"success","data":[{{Wire.Task("a")}},{{deep}}]}""");

        IReadOnlyList<SunoTaskResult> results =
            await Client().GetTaskBatchAsync(["a", "b", "c"], cancellationToken: Cancel);

        Assert.Equal(["a", "b", "c"], results.Select(result => result.TaskId));
        Assert.All(results, result =>
        {
            Assert.Null(result.Task);
            Assert.Equal(SunoErrorKind.InvalidResponse, result.Error?.Kind);
            Assert.Contains("nested more than 128 levels", result.Error!.Message, StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_saved_task_with_a_deeper_field_is_an_error(string shape)
    {
        foreach (string name in (string[])["deep", "AdditionalProperties"])
        {
            SunoApiException error = Assert.Throws<SunoApiException>(() => SavedJson.Read(
                $$"""{"TaskId":"any-id","task_id":"any-id","IsCompleted":true,"{{name}}":{{JsonOf(shape, Deep)}}}"""));

            Assert.Equal(SunoErrorKind.InvalidResponse, error.Kind);
        }
    }

    [Fact]
    public void Deeper_JSON_in_a_text_stays_text()
    {
        string text = System.Text.Json.JsonSerializer.Serialize(JsonOf("arrays", Deep));

        SunoTask task = Assert.Single(SavedJson.Read($$"""{"task_id":"any-id","data":{{text}}}"""));

        Assert.Contains("[[[[", task.AdditionalProperties["data"] as string, StringComparison.Ordinal);
    }

    private static string JsonOf(string shape, int levels) => shape switch
    {
        "objects" => $"{Repeat("{\"a\":", levels)}1{Repeat("}", levels)}",
        "arrays" => $$"""{"a":{{Repeat("[", levels)}}1{{Repeat("]", levels)}}}""",
        _ => $"{Repeat("{\"a\":[", levels / 2)}1{Repeat("]}", levels / 2)}",
    };

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
