namespace SunoPS.Client.Tests.Payloads;

/// <summary>Tasks in undocumented states, as gateways send them.</summary>
public sealed class GeneratedTaskTests : GatewayTests
{
    [Fact]
    public async Task A_lyrics_task_has_its_text_and_no_clips()
    {
        AnswerJson(Wire.One(Wire.Task(
            "any-id",
            """
            ,"data":{"id":"l-1","text":"[Verse]\n城市之光","title":"城市","status":"complete",
             "tags":["pop","钢琴"],"error_message":""}
            """)));

        SunoTask task = await Client().GetTaskAsync("any-id", Cancel);

        Assert.Empty(task.Clips);
        Assert.Equal("城市", task.Title);
        Assert.Equal(
            new SortedDictionary<string, object?>(StringComparer.Ordinal)
            {
                ["Id"] = "l-1",
                ["TaskId"] = "any-id",
                ["Title"] = "城市",
                ["Text"] = "[Verse]\n城市之光",
                ["Tags"] = "pop, 钢琴",
                ["Status"] = SunoClipStatus.Complete,
                ["RawStatus"] = "complete",
                ["AdditionalProperties"] = "{}",
            },
            PropertyValues.Of(task.Lyrics!));
    }

    [Fact]
    public async Task A_failed_task_is_complete_and_says_why()
    {
        SunoTask task = await Client().GetTaskAsync(TaskIds.Failed(2), Cancel);

        Assert.Equal(SunoTaskStatus.Failure, task.Status);
        Assert.True(task.IsCompleted);
        Assert.Equal("提示词包含敏感词，请修改后重试", task.FailReason);
        Assert.Empty(task.Clips);
        Assert.Null(task.Title);
    }

    [Fact]
    public async Task A_task_is_followed_from_submission_to_success()
    {
        SunoClient client = Client();
        List<SunoTask> states = [];
        for (int i = 0; i < 5; i++)
        {
            states.Add(await client.GetTaskAsync(TaskIds.Progressing(1), Cancel));
        }

        Assert.Equal(
            [
                (SunoTaskStatus.Submitted, 0, false, 0),
                (SunoTaskStatus.Queued, 0, false, 0),
                (SunoTaskStatus.InProgress, 30, false, 2),
                (SunoTaskStatus.InProgress, 70, false, 2),
                (SunoTaskStatus.Success, 100, true, 2),
            ],
            states.Select(task => (task.Status, task.Progress ?? -1, task.IsCompleted, task.Clips.Count)));
        Assert.Equal([true, true, false, false, false], states.Select(task => task.StartTime is null));
        Assert.Equal([true, true, true, true, false], states.Select(task => task.FinishTime is null));
    }

    [Fact]
    public async Task Internal_fields_of_a_server_are_kept()
    {
        SunoTask task = await Client(At(SunoGateway.XSee, GatewayDialect.XSee)).GetTaskAsync(TaskIds.Music(1), Cancel);

        Assert.Equal(["id", "created_at", "updated_at", "search_item"], task.AdditionalProperties.Keys);
        Assert.IsType<long>(task.AdditionalProperties["id"]);
        Assert.Equal(
            """{"type":"gen","refund_credits":false,"stream":true}""", task.Clips[0].AdditionalProperties.ToString());
    }
}
