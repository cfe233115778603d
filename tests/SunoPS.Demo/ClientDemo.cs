using System.Globalization;

namespace SunoPS.Demo;

/// <summary>The demo without PowerShell: the same job with the client only.</summary>
internal static class ClientDemo
{
    private const int FirstTasks = 10;
    private const int FirstClips = 6;

    /// <summary>Fetches one task and many, prints them as tables, and writes the CSV files.</summary>
    public static async Task RunAsync(SunoClient client, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        Console.WriteLine(
            "This is the same job with SunoPS.Client alone, and with a local gateway.");

        Head("Fetch one task: an object with clips");
        WriteCode("client.OpenPipeline(new SunoFetchOptions { OneByOne = true })");
        SunoTask task = await client.GetTaskAsync(DemoTasks.Recorded, cancellationToken);
        WriteTasks([task]);

        Head($"Fetch {DemoTasks.Ids.Count} ids: 100 per request, in the order of the ids");
        WriteCode("client.OpenPipeline()");
        var tasks = new List<SunoTask>();
        var errors = new List<SunoTaskResult>();
        await foreach (
            SunoTaskResult result in client.GetTasksAsync(
                DemoTasks.Ids, cancellationToken: cancellationToken))
        {
            if (result.Task is { } found)
            {
                tasks.Add(found);
            }
            else
            {
                errors.Add(result);
            }
        }

        WriteTasks(tasks.Take(FirstTasks));
        TextTable.Write(
            tasks.CountBy(each => each.Status).OrderByDescending(count => count.Value),
            new("Count", -5, count => count.Value.ToString(CultureInfo.InvariantCulture)),
            new("Status", 10, count => count.Key.ToString()));

        Head($"No id is lost: {errors.Count} are unknown, and each has its error");
        TextTable.Write(
            errors,
            new("TaskId", 36, error => error.TaskId),
            new("Error", 12, error => error.Error?.Kind.ToString()));

        SunoClip[] clips = [.. tasks.SelectMany(each => each.Clips)];
        Head("Write CSV: a row per task, and a row per clip");
        WriteClips(clips.Take(FirstClips));

        Head("Written");
        await WriteCsvAsync("tasks.csv", tasks);
        await WriteCsvAsync("clips.csv", clips);

        async Task WriteCsvAsync<T>(string name, IReadOnlyCollection<T> rows)
        {
            string path = Path.Combine(folder.FullName, name);
            int count = await CsvFile.WriteAsync(path, rows, cancellationToken);
            Console.WriteLine($"{count,7} rows  {path}");
        }
    }

    private static void Head(string text) => Console.WriteLine($"{Environment.NewLine}# {text}");

    private static void WriteCode(string text) => Console.WriteLine($"C#> {text}");

    private static void WriteTasks(IEnumerable<SunoTask> tasks) => TextTable.Write(
        tasks,
        new("TaskId", 36, task => task.TaskId),
        new("Action", 6, task => task.Action),
        new("Status", 10, task => task.Status.ToString()),
        new("Done", -4, task => task.Progress is { } percent ? $"{percent}%" : null),
        new("Submitted", 11, task => task.SubmitTime?.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture)),
        new("Elapsed", -7, task => Minutes(task.Elapsed)),
        new("Clips", -5, task => task.Clips.Count.ToString(CultureInfo.InvariantCulture)),
        new(
            "Title", 14, task =>
                task.Status == SunoTaskStatus.Failure && task.FailReason is { } reason ? reason : task.Title));

    private static void WriteClips(IEnumerable<SunoClip> clips) => TextTable.Write(
        clips,
        new("Title", 24, clip => clip.Title),
        new("Status", 9, clip => clip.Status.ToString()),
        new("Length", -6, clip => Minutes(clip.Duration)),
        new("Model", 10, clip => clip.ModelName),
        new("ClipId", 36, clip => clip.ClipId),
        new("Tags", 10, clip => clip.Tags));

    private static string? Minutes(TimeSpan? time) => time is { } length
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(length.TotalMinutes)}:{length.Seconds:00}")
        : null;
}
