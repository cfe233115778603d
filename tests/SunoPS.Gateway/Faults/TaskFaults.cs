namespace SunoPS.Gateway;

/// <summary>Faults that change the response of the dialect.</summary>
internal static class TaskFaults
{
    /// <summary>Rearranges the tasks. A single task becomes an array if there are more tasks.</summary>
    public static async Task RearrangeAsync(
        FaultStrike strike, Func<IReadOnlyList<JsonNode>, IEnumerable<JsonNode>> change)
    {
        CapturedAnswer answer = await strike.CaptureAsync();
        await answer.WithData(change).SendAsync(strike.Request.Response);
    }

    public static IEnumerable<JsonNode> AmongForeign(IReadOnlyList<JsonNode> tasks) =>
        tasks.SelectMany((task, i) => new[] { Foreign(task, 2 * i), task, Foreign(task, (2 * i) + 1) });

    /// <summary>Returns the same task under an id from the end of the number range.</summary>
    public static JsonNode Foreign(JsonNode task, int index)
    {
        JsonNode foreign = task.DeepClone();
        foreign["task_id"] = TaskIds.Music(TaskIds.MaxNumber - index);
        return foreign;
    }

    public static Task RepeatDataAsync(FaultStrike strike) => ChangeAsync(
        strike, body => "{" + string.Concat(Enumerable.Repeat("\"data\":[],", strike.Fault.Count))
            + body.TrimStart()[1..]);

    public static Task RepeatMembersAsync(FaultStrike strike)
    {
        string repeated = string.Concat(Enumerable.Range(0, strike.Fault.Count).Select(i => $"\"again\":{i},"));
        return ChangeAsync(strike, body => body
            .Replace("{\"task_id\":", "{" + repeated + "\"task_id\":", StringComparison.Ordinal)
            .Replace("{\"id\":", "{" + repeated + "\"id\":", StringComparison.Ordinal));
    }

    public static Task SpoilTextsAsync(FaultStrike strike) => ChangeAsync(strike, body =>
    {
        JsonNode envelope = JsonNode.Parse(body)!;
        envelope["data"] = Spoiled(envelope["data"], UnsafeCharacters.In($" {strike.Key}"));
        return envelope.ToJsonString();
    });

    private static async Task ChangeAsync(FaultStrike strike, Func<string, string> change)
    {
        CapturedAnswer answer = await strike.CaptureAsync();
        byte[] changed = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(answer.Body)));
        await (answer with { Body = changed }).SendAsync(strike.Request.Response);
    }

    /// <summary>Ids, statuses and addresses stay valid for the task and its files to be found.</summary>
    private static JsonNode? Spoiled(JsonNode? node, string spoiler, string? name = null) => node switch
    {
        JsonArray items => new JsonArray([.. items.Select(item => Spoiled(item, spoiler))]),
        JsonObject members => new JsonObject(members.Select(
            member => KeyValuePair.Create(member.Key, Spoiled(member.Value, spoiler, member.Key)))),
        JsonValue text when text.TryGetValue(out string? word) && name is not (null or "task_id" or "status")
            && !name.EndsWith("_url", StringComparison.Ordinal) => word + spoiler,
        _ => node?.DeepClone(),
    };
}
