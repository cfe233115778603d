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
        Spoil(envelope["data"], UnsafeCharacters.In($" {strike.Key}"));
        return envelope.ToJsonString();
    });

    private static async Task ChangeAsync(FaultStrike strike, Func<string, string> change)
    {
        CapturedAnswer answer = await strike.CaptureAsync();
        byte[] changed = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(answer.Body)));
        await (answer with { Body = changed }).SendAsync(strike.Request.Response);
    }

    private static void Spoil(JsonNode? node, string spoiler)
    {
        switch (node)
        {
            case JsonArray array:
                foreach (JsonNode? item in array)
                {
                    Spoil(item, spoiler);
                }

                break;
            case JsonObject members:
                foreach ((string name, JsonNode? value) in members.ToArray())
                {
                    if (value is JsonValue text && text.TryGetValue(out string? word) && MayChange(name))
                    {
                        members[name] = word + spoiler;
                    }
                    else
                    {
                        Spoil(value, spoiler);
                    }
                }

                break;
        }
    }

    /// <summary>Ids, statuses and addresses must stay valid for the task and its files to be found.</summary>
    private static bool MayChange(string name) =>
        name is not ("task_id" or "status") && !name.EndsWith("_url", StringComparison.Ordinal);
}
