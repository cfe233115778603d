using Microsoft.Playwright;

namespace SunoPS.Page.Tests.Browser;

/// <summary>Listening to songs of a folder.</summary>
public sealed class PlayerTests(BrowserFixture browser)
{
    [Fact]
    public async Task A_song_is_loaded_only_when_it_plays_and_nothing_leaves_the_folder()
    {
        using SongFolder folder = new SongFolder().AddSongs(4);
        await using OpenPage page = await browser.OpenAsync(folder.WritePage());
        Assert.Equal(["index.html"], Files(page, folder));

        await page.Page.GetByLabel("Play Variant 2 of Paper Boats").ClickAsync();
        await page.WaitUntilPlayingAsync("3/2%20%231.wav");

        Assert.Equal(["index.html", "3/2 #1.wav"], Files(page, folder));
        Assert.Empty(page.Problems);
    }

    [Fact]
    public async Task One_song_plays_at_a_time_and_a_second_click_pauses_it()
    {
        using SongFolder folder = new SongFolder().AddSongs(2);
        await using OpenPage page = await browser.OpenAsync(folder.WritePage());
        await page.Page.GetByLabel("Play Variant 1 of Harbour Lights").ClickAsync();
        await page.WaitUntilPlayingAsync("1/1%20%231.wav");

        await page.Page.GetByLabel("Play Variant 2 of Harbour Lights").ClickAsync();
        await page.WaitUntilPlayingAsync("1/2%20%231.wav");

        await Assertions.Expect(page.Page.GetByRole(AriaRole.Listitem).Locator(".pause")).ToHaveCountAsync(1);
        await page.Page.GetByLabel("Pause Variant 2 of Harbour Lights").ClickAsync();
        Assert.True(await page.Page.EvaluateAsync<bool>("document.querySelector('audio').paused"));
        await Assertions.Expect(page.Page.Locator(".pause")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_variant_resumes_where_it_was_left()
    {
        using SongFolder folder = new SongFolder().AddSongs(1);
        await using OpenPage page = await browser.OpenAsync(folder.WritePage());
        await page.Page.GetByLabel("Play Variant 1").ClickAsync();
        await page.WaitUntilPlayingAsync("1/1%20%231.wav");
        await page.Page.GetByLabel("Position").FillAsync("30");

        await page.Page.GetByLabel("Play Variant 2").ClickAsync();
        await page.WaitUntilPlayingAsync("1/2%20%231.wav");
        await page.Page.GetByLabel("Play Variant 1").ClickAsync();
        await page.WaitUntilPlayingAsync("1/1%20%231.wav");

        Assert.True(await page.Page.EvaluateAsync<double>("document.querySelector('audio').currentTime") >= 29);
    }

    [Fact]
    public async Task The_next_clip_plays_when_one_ends()
    {
        using SongFolder folder = new SongFolder().AddSongs(1, seconds: 30);
        await using OpenPage page = await browser.OpenAsync(folder.WritePage());

        await page.Page.GetByLabel("Play Variant 1").ClickAsync();
        await page.WaitUntilPlayingAsync("1/1%20%231.wav");
        await page.Page.GetByLabel("Position").FillAsync("30");

        await page.WaitUntilPlayingAsync("1/2%20%231.wav");
    }

    [Fact]
    public async Task A_file_that_does_not_play_says_so()
    {
        using SongFolder folder = new SongFolder().AddSongs(1);
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "1", "1 #1.wav"), "no song", TestContext.Current.CancellationToken);
        await using OpenPage page = await browser.OpenAsync(folder.WritePage());

        await page.Page.GetByLabel("Play Variant 1").ClickAsync();

        await Assertions.Expect(page.Page.Locator("#now")).ToContainTextAsync("cannot be played: 1/1 #1.wav");
        await page.Page.GetByLabel("Play Variant 2").ClickAsync();
        await page.WaitUntilPlayingAsync("1/2%20%231.wav");
    }

    [Fact]
    public async Task A_page_without_files_contacts_the_hosts_of_its_clips_only()
    {
        using var folder = new SongFolder();
        SunoClip clip = SongFolder.NewClip(1, 1, "On the web");
        clip.AudioUrl = "https://cdn.example/a.mp3";
        clip.ImageUrl = "https://img.example/a.jpeg";
        folder.Add(clip);
        await using OpenPage page = await browser.OpenAsync(folder.WritePage());
        // What the policy blocks does not come here.
        ConcurrentQueue<string> sent = [];
        await page.Page.Context.RouteAsync("https://**/*", route =>
        {
            sent.Enqueue(route.Request.Url);
            return route.AbortAsync();
        });

        await page.Page.ReloadAsync();
        await page.Page.GetByLabel("Play Song of On the web").ClickAsync();
        await Assertions.Expect(page.Page.Locator("#now")).ToContainTextAsync("cannot be played");
        await page.Page.EvaluateAsync("""
            () => Promise.all([
                new Promise(done => Object.assign(new Image(), { onerror: done, src: 'https://other.example/x.png' })),
                fetch('https://cdn.example/x').catch(() => { }),
            ])
            """);

        Assert.Equal(["https://cdn.example/a.mp3", "https://img.example/a.jpeg"], sent.Distinct().Order());
    }

    private static IEnumerable<string> Files(OpenPage page, SongFolder folder) => page.Requests
        .Select(request => Path.GetRelativePath(folder.Path, new Uri(request).LocalPath).Replace('\\', '/')).Distinct();
}
