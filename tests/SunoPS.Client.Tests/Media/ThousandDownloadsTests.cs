namespace SunoPS.Client.Tests.Media;

public sealed class ThousandDownloadsTests : MediaTests
{
    private const int Count = 1000;

    [Fact(Timeout = 2 * Deadlock)]
    public async Task No_file_with_its_final_name_is_ever_incomplete_and_each_clip_ends_as_a_file_or_an_error()
    {
        Host = Host with { Bytes = 24 * 1024, CutRate = 0.4, Seed = 20240520 };
        SunoClip[] clips = [.. Enumerable.Range(0, Count).Select(number => Clip($"c-{number}", $"Song {number % 10}"))];
        var network = new SunoConnectionOptions { MaximumRetryCount = 1, ThrottleLimit = 64 };
        SunoMediaOptions options = Options with { Network = network };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Task<int> watch = WatchAsync(stop.Token);

        List<SunoMediaResult> results = await SaveAsync(options, clips);
        await stop.CancelAsync();

        Assert.Equal(0, await watch);
        Assert.Equal(clips.Select(clip => clip.ClipId), results.Select(result => result.Plan.Clip.ClipId));
        Assert.InRange(results.Count(result => result.Error is not null), 50, 500);
        Assert.All(results, result => Assert.NotEqual(result.Error is null, result.Path is null));
        Assert.All(results, result => Assert.True(result.Error is null or { IsTransient: true }));
        AssertWhole(results.Count(result => result.Path is not null));

        // A second run downloads the others: in the end, all files exist and nothing else.
        Host = Host with { CutRate = 0 };
        Assert.All(await SaveAsync(options, clips), result => Assert.Null(result.Error));
        AssertWhole(Count);
        Assert.Equal(Count, Names.Length);
    }

    [Fact(Timeout = 2 * Deadlock)]
    public async Task Commands_that_save_the_same_clips_to_the_same_folder_give_whole_files()
    {
        const int clips = 24;
        Host = Host with { Bytes = 48 * 1024, CutRate = 0.3, Seed = 1 };
        SunoClip[] same = [.. Enumerable.Range(0, clips).Select(number => Clip($"c-{number}", "Song 0"))];

        List<SunoMediaResult>[] results = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => Task.Run(() => SaveAsync(Options, same), Cancel)));

        Assert.All(results, own => Assert.Equal(clips, own.Count));
        Assert.Contains(results, own => own.Exists(result => result.Error is not null));
        SunoMediaResult[] all = [.. results.SelectMany(own => own)];
        Assert.All(all, result => Assert.True(result.Error is null or { IsTransient: true }));
        AssertWhole(all.Select(result => result.Path).OfType<string>().Distinct().Count());
        Assert.All(Names, name => Assert.EndsWith(".mp3", name, StringComparison.Ordinal));
    }

    /// <summary>Checks every file with its final name as soon as it appears.</summary>
    /// <returns>Number of incomplete files.</returns>
    private Task<int> WatchAsync(CancellationToken stop) => Task.Run(() =>
    {
        int broken = 0;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (!stop.IsCancellationRequested)
        {
            foreach (
                string name in Names.Where(name => name.EndsWith(".mp3", StringComparison.Ordinal) && seen.Add(name)))
            {
                broken += IsWhole(name) ? 0 : 1;
            }

            Thread.Sleep(10);
        }

        return broken;
    }, CancellationToken.None);

    private bool IsWhole(string name) => Read(name).AsSpan().SequenceEqual(Content(name.Split(' ')[2][..^4]));

    private void AssertWhole(int count)
    {
        string[] songs = [.. Names.Where(name => name.EndsWith(".mp3", StringComparison.Ordinal))];
        Assert.Equal(count, songs.Length);
        Assert.All(songs, name => Assert.True(IsWhole(name), name));
    }
}
