namespace SunoPS.Client.Tests.Payloads;

/// <summary>Tasks in undocumented states, as gateways send them.</summary>
public sealed class GeneratedTaskTests : GatewayTests
{
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
}
