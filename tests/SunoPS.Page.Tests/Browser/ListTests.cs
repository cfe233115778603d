using Microsoft.Playwright;

namespace SunoPS.Page.Tests.Browser;

/// <summary>Searching, sorting and showing songs.</summary>
public sealed class ListTests(BrowserFixture browser)
{
    [Fact]
    public async Task A_song_shows_its_title_columns_tags_and_lyrics_and_its_variants_with_length_and_model()
    {
        using SongFolder folder = new SongFolder().AddSongs(1);
        await using OpenPage page = await browser.OpenAsync(folder.WritePage("Summer & more"));

        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToHaveTextAsync("Summer & more");
        await Assertions.Expect(page.Page).ToHaveTitleAsync("Summer & more");
        ILocator song = page.Page.GetByRole(AriaRole.Article, new() { Name = "Harbour Lights" });
        await Assertions.Expect(song.GetByText("Album")).ToBeVisibleAsync();
        await Assertions.Expect(song.GetByText("Odd")).ToBeVisibleAsync();
        await Assertions.Expect(song.GetByText("dream pop")).ToBeVisibleAsync();
        await Assertions.Expect(song.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await Assertions.Expect(song.GetByText("2:46:39 · chirp-v4")).ToHaveCountAsync(2);
        await Assertions.Expect(song.GetByText("The words of the 1th song")).ToHaveCountAsync(0);
        await song.GetByText("Lyrics").ClickAsync();
        await Assertions.Expect(song.GetByText("The words of the 1th song")).ToBeVisibleAsync();
        Assert.Empty(page.Problems);
    }

    [Theory]
    [InlineData("paper", "Paper Boats")]
    [InlineData("BOATS paper", "Paper Boats")]
    [InlineData("城市", "城市之光")]
    [InlineData("words of the 4th song", "Neon Rain")]
    [InlineData("even lo-fi", "城市之光", "Neon Rain")]
    [InlineData("clip-3-2", "Paper Boats")]
    [InlineData("(.*", "")]
    public async Task Search_finds_words_anywhere(string words, params string[] titles)
    {
        using SongFolder folder = new SongFolder().AddSongs(4);
        await using OpenPage page = await browser.OpenAsync(folder.WritePage());

        await page.Page.GetByLabel("Search").FillAsync(words);

        Assert.Equal(titles.Where(title => title.Length > 0), await page.TitlesAsync());
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync(
            titles is [""] ? "0 songs of 4" : titles.Length == 1 ? "1 song of 4" : "2 songs of 4");
        await Assertions.Expect(page.Page.GetByText("No songs match.")).ToBeVisibleAsync(
            new() { Visible = titles is [""] });
    }

    [Theory]
    [InlineData("Sort by title", "Harbour Lights", "Neon Rain", "Paper Boats", "城市之光")]
    [InlineData("Sort by length", "Neon Rain", "Paper Boats", "城市之光", "Harbour Lights")]
    [InlineData("Sort by Album", "城市之光", "Neon Rain", "Harbour Lights", "Paper Boats")]
    [InlineData("Original order", "Harbour Lights", "城市之光", "Paper Boats", "Neon Rain")]
    public async Task Songs_are_sorted(string order, params string[] titles)
    {
        using SongFolder folder = new SongFolder().AddSongs(4);
        await using OpenPage page = await browser.OpenAsync(folder.WritePage());

        await page.Page.GetByLabel("Sort by").SelectOptionAsync(order);

        Assert.Equal(titles, await page.TitlesAsync());
    }

    [Fact]
    public async Task Songs_are_shown_by_choice_note_and_playing()
    {
        using SongFolder folder = new SongFolder().AddSongs(4);
        await using OpenPage page = await browser.OpenAsync(folder.WritePage());
        await page.Page.GetByLabel("Choose Variant 2 of Paper Boats").CheckAsync();
        await page.Page.GetByLabel("Note on Variant 1 of Neon Rain").FillAsync("too fast");
        await page.Page.GetByLabel("Play Variant 1 of 城市之光").ClickAsync();
        await page.WaitUntilPlayingAsync("2/1%20%231.wav");

        Assert.Equal(["Harbour Lights", "城市之光", "Neon Rain"], await ShowAsync("Without a choice"));
        Assert.Equal(["Paper Boats"], await ShowAsync("With a choice"));
        Assert.Equal(["Neon Rain"], await ShowAsync("With a note"));
        Assert.Equal(["Harbour Lights", "Paper Boats", "Neon Rain"], await ShowAsync("Not played yet"));
        Assert.Equal(4, (await ShowAsync("All songs")).Length);

        async Task<string[]> ShowAsync(string option)
        {
            await page.Page.GetByLabel("Show").First.SelectOptionAsync(option);
            return await page.TitlesAsync();
        }
    }

    [Fact]
    public async Task Two_thousand_songs_are_added_as_they_are_needed()
    {
        using var folder = new SongFolder();
        for (int number = 1; number <= 2000; number++)
        {
            folder.Add(SongFolder.NewClip(number, 1, $"Song {number}"), number, folder.PathOf($"{number}.mp3"));
            folder.Add(SongFolder.NewClip(number, 2, $"Song {number}"), number, folder.PathOf($"{number}b.mp3"));
        }

        await using OpenPage page = await browser.OpenAsync(folder.WritePage());

        await Assertions.Expect(page.Summary).ToContainTextAsync("2,000 songs, 4,000 clips");
        Assert.InRange(await page.Songs.CountAsync(), 40, 200);
        for (int i = 0; i < 1000 && await page.Songs.CountAsync() <= 150; i++)
        {
            await page.Page.Keyboard.PressAsync("End");
            await page.Page.EvaluateAsync("() => new Promise(requestAnimationFrame)");
        }

        await Assertions.Expect(page.Songs.Nth(150)).ToBeAttachedAsync();
        await page.Page.GetByLabel("Search").FillAsync("song 1999");
        Assert.Equal("Song 1999", (await page.TitlesAsync())[0]);
        await page.Page.GetByLabel("Choose Variant 2 of Song 1999").CheckAsync();
        string[] rows = await File.ReadAllLinesAsync(
            await page.SaveChoiceAsync(folder.Path), TestContext.Current.CancellationToken);
        Assert.Equal(4001, rows.Length);
        Assert.Contains("\"clip-1999-2\",\"Song 1999\",\"x\"", rows[3998], StringComparison.Ordinal);
        Assert.Single(page.Requests);
        Assert.Empty(page.Problems);
    }

    [Fact]
    public async Task Show_more_moves_the_focus_to_the_first_song_that_it_adds()
    {
        using var folder = new SongFolder();
        for (int number = 1; number <= 100; number++)
        {
            folder.Add(SongFolder.NewClip(number, 1, $"Song {number}"), number, folder.PathOf($"{number}.mp3"));
        }

        await using OpenPage page = await browser.OpenAsync(folder.WritePage());
        // Scrolling would add the songs before the button is reached.
        await page.Page.EvaluateAsync("document.getElementById('more').click()");

        await Assertions.Expect(page.Page.GetByLabel("Play Song of Song 41")).ToBeFocusedAsync();
    }
}
