using System.Text;
using System.Text.Json;

namespace SunoPS.Gateway;

/// <summary>The tasks in the recorded answers that lie beside the program.</summary>
internal static class RecordedTasks
{
    /// <summary>Reads them, by id; of several recordings of one task the first file's counts.</summary>
    public static Dictionary<string, StoredTask> Load()
    {
        var tasks = new Dictionary<string, StoredTask>(StringComparer.Ordinal);
        string directory = Path.Combine(AppContext.BaseDirectory, "payloads");
        foreach (string file in Directory.GetFiles(directory, "*.json").Order(StringComparer.Ordinal))
        {
            using JsonDocument answer = JsonDocument.Parse(File.ReadAllBytes(file));
            JsonElement data = answer.RootElement.GetProperty("data");
            if (data.ValueKind == JsonValueKind.Array)
            {
                foreach (JsonElement task in data.EnumerateArray())
                {
                    Add(tasks, task);
                }
            }
            else
            {
                Add(tasks, data);
            }
        }

        return tasks;
    }

    private static void Add(Dictionary<string, StoredTask> tasks, JsonElement task)
    {
        string id = task.GetProperty("task_id").GetString()!;
        tasks.TryAdd(id, StoredTask.Recorded(id, tasks.Count, Encoding.UTF8.GetBytes(task.GetRawText())));
    }
}
