using System.Runtime.ExceptionServices;

namespace SunoPS.Client.Tests.JsonObjects;

/// <summary>Hostile nesting: 10,000 levels, on a stack that is too small for a call for each level.</summary>
public sealed class DeepNestingTests : GatewayTests
{
    private const int Levels = 10_000;
    private const int SmallStack = 256 * 1024;

    private static readonly string Objects = $"{Repeat("{\"a\":")}1{Repeat("}")}";
    private static readonly string Arrays = $$"""{"a":{{Repeat("[")}}1{{Repeat("]")}}}""";
    private static readonly string Mixed = $$"""{"a":{{Repeat("[{\"a\":")}}1{{Repeat("}]")}}}""";

    public static TheoryData<string> Shapes => ["objects", "arrays", "mixed"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void It_prints_unchanged(string shape) =>
        OnSmallStack(() => Assert.Equal(JsonOf(shape), ParsedJson.Of(JsonOf(shape)).ToString()));

    [Fact]
    public void Every_level_of_nested_objects_can_be_reached() => OnSmallStack(() =>
    {
        const int reached = 100;
        object? value = ParsedJson.Of(Objects);
        for (int level = 0; level < reached; level++)
        {
            value = Assert.IsType<SunoJsonObject>(value)["a"];
        }

        string rest = Assert.IsType<SunoJsonObject>(value).ToString();
        Assert.Equal(Objects[("{\"a\":".Length * reached)..^reached], rest);
    });

    [Fact]
    public void Arrays_nested_beyond_a_limit_are_text() => OnSmallStack(() =>
    {
        object? value = ParsedJson.Of(Arrays)["a"];
        int levels = 0;
        while (value is object?[] items)
        {
            value = Assert.Single(items);
            levels++;
        }

        string rest = Assert.IsType<string>(value);
        Assert.InRange(levels, 1, 1000);
        Assert.Equal(new string('[', Levels - levels) + "1" + new string(']', Levels - levels), rest);
    });

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_saved_task_with_such_a_field_is_read_and_keeps_it(string shape)
    {
        string json = JsonOf(shape);
        string text = System.Text.Json.JsonSerializer.Serialize($$"""{"deep":{{json}}}""");

        SunoTask fromObject = Assert.Single(SunoJson.ReadTasks(SavedTask($$"""{"deep":{{json}}}""")));
        SunoTask fromText = Assert.Single(SunoJson.ReadTasks(SavedTask(text)));

        Assert.Equal(("any-id", "any-id"), (fromObject.TaskId, fromText.TaskId));
        Assert.Contains(json, fromObject.AdditionalProperties.ToString(), StringComparison.Ordinal);
        Assert.Contains("deep", fromText.AdditionalProperties.ToString(), StringComparison.Ordinal);

        static string SavedTask(string additional) =>
            $$"""{"TaskId":"any-id","IsCompleted":true,"AdditionalProperties":{{additional}}}""";
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_task_with_such_a_field_is_read_and_keeps_it(string shape)
    {
        string json = JsonOf(shape);
        AnswerJson(Wire.One(Wire.Task("any-id", $$""","deep":{{json}}""")));

        SunoTask task = await Client().GetTaskAsync("any-id", Cancel);

        OnSmallStack(() => Assert.Equal($$"""{"deep":{{json}}}""", task.AdditionalProperties.ToString()));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Deeply_nested_data_of_a_task_is_kept_unchanged(string shape)
    {
        string json = JsonOf(shape);
        AnswerJson(Wire.One(Wire.Task("any-id", $$""","data":{{json}}""")));

        SunoTask task = await Client().GetTaskAsync("any-id", Cancel);

        Assert.Empty(task.Clips);
        OnSmallStack(() => Assert.Equal($$"""{"data":{{json}}}""", task.AdditionalProperties.ToString()));
    }

    private static string JsonOf(string shape) => shape switch
    {
        "objects" => Objects,
        "arrays" => Arrays,
        _ => Mixed,
    };

    private static string Repeat(string text) => string.Concat(Enumerable.Repeat(text, Levels));

    private static void OnSmallStack(Action act)
    {
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    act();
                }
                catch (Exception exception)
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }
            },
            SmallStack);
        thread.Start();
        thread.Join();
        failure?.Throw();
    }
}
