namespace SunoPS.Client.Tests.Payloads;

/// <summary>Seed 002: a single task with two flat clips.</summary>
public sealed class FlatSeedTests : GatewayTests
{
    private const string TaskId = "ba46ad15-07ce-41a6-b68d-196321dc00d5";
    private const string FirstClip = "a06015d0-9e04-4f30-85db-401494940394";
    private const string SecondClip = "a6bd6a70-4cde-4f06-a80b-7f199f7dd92e";

    private const string Prompt =
        "[Verse]\nWalking down the streets\nBeneath the city lights\nNeon signs flickering\nLighting up the "
            + "night\nHeart beating faster\n"
        + "Like a drum in my chest\nI\u2019m alive in this moment\nFeeling so blessed\n\nStilettos on the "
        + "pavement\nStepping with grace\n"
        + "Surrounded by the people\nMoving at their own pace\nThe rhythm of the city\nIt pulses in my veins\nLost in "
        + "the energy\n"
        + "As my worries drain\n\n[Verse 2]\nConcrete jungle shining\nWith its dazzling glow\nEvery corner hiding "
        + "secrets that only locals know\n"
        + "A symphony of chaos\nBut it\u2019s music to my ears\nThe hustle and the bustle\nWiping away my fears";

    [Fact]
    public async Task Every_field_of_the_task_is_in_its_property()
    {
        SunoTask task = await FetchAsync();

        Assert.Equal(
            new SortedDictionary<string, object?>(StringComparer.Ordinal)
            {
                ["TaskId"] = TaskId,
                ["Action"] = "MUSIC",
                ["Status"] = SunoTaskStatus.Success,
                ["RawStatus"] = "SUCCESS",
                ["Progress"] = 100,
                ["IsCompleted"] = true,
                ["Title"] = "City Lights",
                ["Clips"] = $"{FirstClip} {SecondClip}",
                ["SubmitTime"] = PropertyValues.Utc("2024-12-09T04:12:47Z"),
                ["StartTime"] = PropertyValues.Utc("2024-12-09T04:12:47Z"),
                ["FinishTime"] = PropertyValues.Utc("2024-12-09T04:16:07Z"),
                ["Elapsed"] = TimeSpan.FromSeconds(200),
                ["Gateway"] = Gateway.BaseUri.Authority,
                ["AdditionalProperties"] = "{}",
            },
            PropertyValues.Of(task));
    }

    [Fact]
    public async Task Every_field_of_both_clips_is_in_its_property()
    {
        SunoTask task = await FetchAsync();

        Assert.Equal(2, task.Clips.Count);
        Assert.Equal(
            ClipOf(FirstClip, 1, seconds: 219, updated: "2024-12-09T04:16:25Z"), PropertyValues.Of(task.Clips[0]));
        Assert.Equal(
            ClipOf(SecondClip, 2, seconds: 201, updated: "2024-12-09T04:16:02Z"), PropertyValues.Of(task.Clips[1]));
    }

    private static SortedDictionary<string, object?> ClipOf(string clipId, int index, int seconds, string updated) =>
        new(StringComparer.Ordinal)
    {
        ["ClipId"] = clipId,
        ["TaskId"] = TaskId,
        ["Index"] = index,
        ["Title"] = "City Lights",
        ["Status"] = SunoClipStatus.Complete,
        ["RawStatus"] = "complete",
        ["Duration"] = TimeSpan.FromSeconds(seconds),
        ["Tags"] = "emotional punk",
        ["Prompt"] = Prompt,
        ["ModelName"] = "chirp-v4",
        ["AudioUrl"] = $"https://cdn1.suno.ai/{clipId}.mp3",
        ["VideoUrl"] = $"https://cdn1.suno.ai/{clipId}.mp4",
        ["ImageUrl"] = $"https://cdn2.suno.ai/image_{clipId}.jpeg",
        ["ImageLargeUrl"] = $"https://cdn2.suno.ai/image_large_{clipId}.jpeg",
        ["State"] = "succeeded",
        ["CreateTime"] = PropertyValues.Utc("2024-12-09T04:13:19Z"),
        ["UpdateTime"] = PropertyValues.Utc(updated),
        ["AdditionalProperties"] = "{}",
    };

    private async Task<SunoTask> FetchAsync()
    {
        AnswerJson(await Payload.ReadAsync("seed-002-single-flat.json"));
        return await Client(At(SunoGateway.Custom, GatewayDialect.Seed002)).GetTaskAsync(TaskId, Cancel);
    }
}
