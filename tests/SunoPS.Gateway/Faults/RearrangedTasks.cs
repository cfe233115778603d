using System.Text.Json.Nodes;

namespace SunoPS.Gateway;

/// <summary>Responds with rearranged tasks. A single task becomes an array if there are more tasks.</summary>
internal sealed class RearrangedTasks(TaskArrangement arrangement) : IFaultBehavior
{
    public async Task StrikeAsync(FaultStrike strike)
    {
        CapturedAnswer answer = await strike.CaptureAsync();
        await answer.WithData(Arrange).SendAsync(strike.Request.Response);
    }

    private IEnumerable<JsonNode> Arrange(IReadOnlyList<JsonNode> tasks) => arrangement switch
    {
        TaskArrangement.Reversed => tasks.Reverse(),
        TaskArrangement.Doubled => tasks.SelectMany(task => new[] { task, task }),
        TaskArrangement.AmongForeign =>
            tasks.SelectMany((task, i) => new[] { Foreign(task, 2 * i), task, Foreign(task, (2 * i) + 1) }),
        _ => tasks.Select(Foreign),
    };

    /// <summary>Returns the same task under an id from the end of the number range.</summary>
    private static JsonNode Foreign(JsonNode task, int index)
    {
        JsonNode foreign = task.DeepClone();
        foreign["task_id"] = TaskIds.Music(TaskIds.MaxNumber - index);
        return foreign;
    }
}
