namespace SunoPS.Client.Tests.Payloads;

/// <summary>Seeds 000, 001 and 003: a batch with one task and two nested clips.</summary>
public sealed class NestedSeedTests : GatewayTests
{
    private const string TaskId = "346c5d10-a4a1-4f49-a851-66a7dae6cfaf";
    private const string FirstClip = "e9893d04-6a63-4007-8473-64b706eca4d1";
    private const string SecondClip = "fe69611b-fc72-4f6e-b476-5eef0b88c2e3";

    private const string Prompt =
        "[Verse]\nEverybody in the place\nLet's go\nJump and dance\nFeel the rhythm\nLose control (ooh-yeah!)\nHands "
            + "up in the air\n"
        + "It's time to show\nMove your body like you're on a roll\n\nShake it to the left\nShake it to the "
        + "right\nFeel the bass\nFeel the beat\n"
        + "All night (ooh-yeah!)\nMiku's in the house\nGonna set the stage on fire\nGet ready for a wild ride\nIt's "
        + "our desire\n\n[Verse 2]\n"
        + "Lights are flashing\nColors everywhere (ooh-yeah!)\nFeel the energy\nIt's in the air\nWe're "
        + "unstoppable\nNothing can bring us down\n"
        + "Dancing to the beat\nThe whole world around";

    private static readonly Dictionary<string, (SunoGateway Row, GatewayDialect Dialect)> Gateways = new()
    {
        ["seed-000-batch-nested.json"] = (SunoGateway.XSee, GatewayDialect.XSee),
        ["seed-001-batch-nested.json"] = (SunoGateway.OpenAIHub, GatewayDialect.OpenAIHub),
        ["seed-003-batch-nested.json"] = (SunoGateway.Ecovai, GatewayDialect.Ecovai),
    };

    public static TheoryData<string> Files => [.. Gateways.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_field_of_the_task_is_in_its_property(string file)
    {
        SunoTask task = await FetchAsync(file);

        Assert.Equal(
            new SortedDictionary<string, object?>(StringComparer.Ordinal)
            {
                ["TaskId"] = TaskId,
                ["Action"] = "MUSIC",
                ["Status"] = SunoTaskStatus.InProgress,
                ["RawStatus"] = "IN_PROGRESS",
                ["Progress"] = 0,
                ["IsCompleted"] = false,
                ["Title"] = "Electric Dance Party",
                ["Clips"] = $"{FirstClip} {SecondClip}",
                ["SubmitTime"] = PropertyValues.Utc("2024-05-20T07:55:49Z"),
                ["StartTime"] = PropertyValues.Utc("2024-05-20T07:56:26Z"),
                ["Gateway"] = Gateways[file].Row.Name,
                ["AdditionalProperties"] = "{}",
            },
            PropertyValues.Of(task));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_field_of_both_clips_is_in_its_property(string file)
    {
        SunoTask task = await FetchAsync(file);

        Assert.Equal(2, task.Clips.Count);
        Assert.Equal(ClipOf(FirstClip, 1), PropertyValues.Of(task.Clips[0]));
        Assert.Equal(ClipOf(SecondClip, 2), PropertyValues.Of(task.Clips[1]));
    }

    private static SortedDictionary<string, object?> ClipOf(string clipId, int index) => new(StringComparer.Ordinal)
    {
        ["ClipId"] = clipId,
        ["TaskId"] = TaskId,
        ["Index"] = index,
        ["Title"] = "Electric Dance Party",
        ["Status"] = SunoClipStatus.Streaming,
        ["RawStatus"] = "streaming",
        ["Tags"] = "club banger high-energy edm",
        ["Prompt"] = Prompt,
        ["GptDescriptionPrompt"] = "miku dance",
        ["ModelName"] = "chirp-v3",
        ["MajorModelVersion"] = "v3",
        ["AudioUrl"] = $"https://audiopipe.suno.ai/?item_id={clipId}",
        ["ImageUrl"] = $"https://cdn1.suno.ai/image_{clipId}.png",
        ["ImageLargeUrl"] = $"https://cdn1.suno.ai/image_large_{clipId}.png",
        ["AdditionalProperties"] = "{}",
    };

    private async Task<SunoTask> FetchAsync(string file)
    {
        AnswerJson(await Payload.ReadAsync(file));
        (SunoGateway row, GatewayDialect dialect) = Gateways[file];
        SunoTaskResult result = Assert.Single(
            await Client(At(row, dialect)).GetTaskBatchAsync([TaskId], cancellationToken: Cancel));
        return Assert.IsType<SunoTask>(result.Task);
    }
}
