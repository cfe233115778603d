namespace SunoPS;

/// <summary>Reads saved JSON as a cmdlet does.</summary>
internal static class SavedJson
{
    /// <summary>Returns the tasks of a text, or throws its error if it has none.</summary>
    public static IReadOnlyList<SunoTask> Read(string json)
    {
        SavedTasks saved = SunoJson.ReadTasks(Encoding.UTF8.GetBytes(json), CancellationToken.None);
        return saved.Tasks.Count == 0 && saved.Error is { } error ? throw error : saved.Tasks;
    }
}
