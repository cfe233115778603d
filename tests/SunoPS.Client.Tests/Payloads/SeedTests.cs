using SunoPS.Client.Tests.Variations;

namespace SunoPS.Client.Tests.Payloads;

/// <summary>The responses in the documents of the gateways, fetched as from these gateways.</summary>
public sealed class SeedTests : GatewayTests
{
    private static readonly Dictionary<string, (SunoGateway Row, GatewayDialect Dialect, string Expected)> Seeds = new()
    {
        ["seed-000-batch-nested.json"] = (SunoGateway.XSee, GatewayDialect.XSee, "nested"),
        ["seed-001-batch-nested.json"] = (SunoGateway.OpenAIHub, GatewayDialect.OpenAIHub, "nested"),
        ["seed-002-single-flat.json"] = (SunoGateway.Custom, GatewayDialect.Seed002, "flat"),
        ["seed-003-batch-nested.json"] = (SunoGateway.Ecovai, GatewayDialect.Ecovai, "nested"),
    };

    public static TheoryData<string> Files => [.. Seeds.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_field_of_the_task_and_its_clips_is_in_its_property(string file)
    {
        (SunoGateway row, GatewayDialect dialect, string name) = Seeds[file];
        using var expected = JsonDocument.Parse(await Payload.ReadAsync($"seeds/{name}.expected.json"));
        JsonElement tasks = expected.RootElement.GetProperty("tasks");
        string id = tasks[0].GetProperty("TaskId").GetString()!;
        AnswerJson(await Payload.ReadAsync(file));
        SunoClient client = Client(At(row, dialect));

        SunoTask task = file.Contains("single", StringComparison.Ordinal)
            ? await client.GetTaskAsync(id, Cancel)
            : Assert.Single(await client.GetTaskBatchAsync([id], cancellationToken: Cancel)).Task!;

        Assert.Equal(row == SunoGateway.Custom ? Gateway.BaseUri.Authority : row.Name, task.Gateway);
        task.Gateway = null;
        ExpectedObjects.AssertEqual(tasks, [task]);
    }
}
