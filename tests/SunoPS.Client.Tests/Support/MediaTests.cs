namespace SunoPS.Client.Tests;

/// <summary>The base of tests of saving, from the media host of a local gateway to a temporary folder.</summary>
public abstract class MediaTests : GatewayTests
{
    private readonly TemporaryFolder _folder = new();

    protected MediaTests() => Owned(_folder);

    /// <summary>The folder for files, which does not exist before the first file.</summary>
    protected string Folder => Path.Combine(_folder.Path, "out");

    protected MediaSettings Host
    {
        get => Gateway.Media.Settings;
        set => Gateway.Media.Settings = value;
    }

    /// <summary>The names of all files in the folder, including hidden files.</summary>
    protected string[] Names => Directory.Exists(
        Folder) ? [.. Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)!] : [];

    /// <summary>Options that save audio to the folder, without retries.</summary>
    private protected SunoMediaOptions Options =>
        new() { Folder = Folder, Network = NoRetry, AllowPrivateNetwork = true };

    /// <summary>The value of a header in each request so far; null if it was not sent.</summary>
    protected IEnumerable<string?> Sent(string header) =>
        Gateway.Log.Entries.Select(entry => entry.Headers.GetValueOrDefault(header));

    /// <summary>Creates a clip with media on the media host.</summary>
    protected SunoClip Clip(string id, string? title = "Song") => new()
    {
        ClipId = id,
        TaskId = "task-" + id,
        Index = 1,
        Title = title,
        Status = SunoClipStatus.Complete,
        AudioUrl = Address(id, ".mp3"),
        VideoUrl = Address(id, ".mp4"),
        ImageUrl = Address(id, ".jpeg"),
    };

    /// <summary>Creates a clip with audio on the media host of another gateway.</summary>
    protected SunoClip ClipAt(LocalGateway gateway) =>
        Clip("c-1").With(changed => changed.AudioUrl = new Uri(gateway.BaseUri, "_media/c-1.mp3").AbsoluteUri);

    protected string Address(string id, string extension) =>
        new Uri(Gateway.BaseUri, $"_media/{id}{extension}").AbsoluteUri;

    /// <summary>Returns the bytes of a file on the media host.</summary>
    protected byte[] Content(string id, string extension = ".mp3") => MediaContent.Of($"/_media/{id}{extension}", Host);

    /// <summary>Saves clips, and returns the result of each file.</summary>
    private protected async Task<List<SunoMediaResult>> SaveAsync(
        SunoMediaOptions options, params IEnumerable<SunoClip> clips)
    {
        using var saver = new SunoMediaSaver(options, cancellationToken: Cancel);
        Assert.All(clips.SelectMany(clip => saver.Plan(clip)), plan => Assert.True(saver.TryAdd(plan)));
        List<SunoMediaResult> results = await saver.DrainAsync();
        Assert.Equal(0, Gateway.Media.KeysSeen);
        return results;
    }

    /// <summary>Saves one clip, which must succeed.</summary>
    /// <returns>The name of the file.</returns>
    private protected async Task<string> SaveOneAsync(SunoMediaOptions options, SunoClip clip)
    {
        SunoMediaResult result = Assert.Single(await SaveAsync(options, clip));
        Assert.Null(result.Error);
        Assert.Equal(Folder, Path.GetDirectoryName(result.Path));
        return Path.GetFileName(result.Path!);
    }

    /// <summary>Saves one clip, which must fail.</summary>
    private protected async Task<SunoApiException> FailAsync(SunoMediaOptions options, SunoClip clip)
    {
        SunoMediaResult result = Assert.Single(await SaveAsync(options, clip));
        Assert.Null(result.Path);
        return result.Error!;
    }

    /// <summary>Saves one clip whose first attempt fails, with one retry.</summary>
    /// <param name="change">Changes the host before the retry.</param>
    private protected async Task<SunoMediaResult> RetryAsync(SunoMediaOptions options, Action? change = null)
    {
        var time = new ManualTime();
        options = options with { Network = new SunoConnectionOptions { MaximumRetryCount = 1 } };
        using var saver = new SunoMediaSaver(options, time: time, cancellationToken: Cancel);
        Assert.True(saver.TryAdd(Assert.Single(saver.Plan(Clip("c-1")))));
        TimeSpan wait = await time.NextWaitAsync();
        change?.Invoke();
        time.Advance(wait);
        return await saver.NextAsync();
    }

    protected byte[] Read(string name) => OpenFile.ReadAllBytes(Path.Combine(Folder, name));
}
