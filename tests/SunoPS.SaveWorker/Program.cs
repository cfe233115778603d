using SunoPS;

// One of several processes that save the same clips to the same folders at the same time. Reads a line "<folder>
// <saved response>" from standard input for each round, and writes the number of files and errors.
while (await Console.In.ReadLineAsync() is { Length: > 0 } line)
{
    string[] parts = line.Split('\t');
    var options = new SunoMediaOptions
    {
        Folder = parts[0],
        AllowPrivateNetwork = true,
        Network = new SunoConnectionOptions { MaximumRetryCount = 0, ThrottleLimit = 4 },
    };
    using var saver = new SunoMediaSaver(options);
    int saved = 0;
    int failed = 0;
    string firstError = "";
    IEnumerable<SunoClip> clips = SunoJson.ReadTasks(parts[1]).SelectMany(task => task.Clips);
    foreach (SunoMediaPlan plan in clips.SelectMany(clip => saver.Plan(clip)))
    {
        saver.TryAdd(plan);
    }

    while (await saver.WaitToReadAsync())
    {
        while (saver.TryRead(out SunoMediaResult result))
        {
            saved += result.Error is null ? 1 : 0;
            failed += result.Error is null ? 0 : 1;
            firstError = result.Error is { Kind: SunoErrorKind.FileError } error ? error.Message : firstError;
        }
    }

    Console.WriteLine($"{saved}\t{failed}\t{firstError}");
}
