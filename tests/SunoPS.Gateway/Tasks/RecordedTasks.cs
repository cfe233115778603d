namespace SunoPS.Gateway;

/// <summary>The tasks in the recorded responses beside the program.</summary>
internal static class RecordedTasks
{
    /// <summary>Reads the tasks by id; the first file wins for several recordings of one task.</summary>
    public static Dictionary<string, StoredTask> Load()
    {
        var tasks = new Dictionary<string, StoredTask>(StringComparer.Ordinal);
        string directory = Path.Combine(AppContext.BaseDirectory, "payloads");
        foreach (string file in Directory.GetFiles(directory, "*.json").Order(StringComparer.Ordinal))
        {
            using JsonDocument answer = JsonDocument.Parse(File.ReadAllBytes(file));
            JsonElement data = answer.RootElement.GetProperty("data");
            JsonElement[] found = data.ValueKind == JsonValueKind.Array ? [.. data.EnumerateArray()] : [data];
            foreach (JsonElement task in found)
            {
                Add(tasks, task);
            }
        }

        return tasks;
    }

    private static void Add(Dictionary<string, StoredTask> tasks, JsonElement task)
    {
        // Some recordings contain bare content, or no task.
        if (task.ValueKind == JsonValueKind.Object && task.TryGetProperty("task_id", out JsonElement taskId))
        {
            string id = taskId.GetString()!;
            tasks.TryAdd(id, StoredTask.Recorded(id, tasks.Count, Encoding.UTF8.GetBytes(task.GetRawText())));
        }
    }
}
