using Microsoft.Playwright;

namespace SunoPS.Page.Tests.Browser;

/// <summary>Using the page without a mouse.</summary>
public sealed class KeyboardTests(BrowserFixture browser)
{
    [Fact]
    public async Task Keys_play_choose_and_move()
    {
        using SongFolder folder = new SongFolder().AddSongs(3);
        await using OpenPage page = await browser.OpenAsync(folder.WritePage());
        IKeyboard keyboard = page.Page.Keyboard;

        await keyboard.PressAsync("Space");
        await page.WaitUntilPlayingAsync("1/1%20%231.wav");
        await keyboard.PressAsync("2");
        await page.WaitUntilPlayingAsync("1/2%20%231.wav");
        await keyboard.PressAsync("c");
        await Assertions.Expect(page.Page.GetByLabel("Choose Variant 2 of Harbour Lights").First).ToBeCheckedAsync();
        await keyboard.PressAsync("n");
        await page.WaitUntilPlayingAsync("2/1%20%231.wav");
        await Assertions.Expect(page.Page.GetByLabel("Pause Variant 1 of 城市之光")).ToBeFocusedAsync();
        await keyboard.PressAsync("n");
        await page.WaitUntilPlayingAsync("3/1%20%231.wav");
        await keyboard.PressAsync("p");
        await page.WaitUntilPlayingAsync("2/1%20%231.wav");
        await keyboard.PressAsync("ArrowRight");
        Assert.True(await page.Page.EvaluateAsync<double>("document.querySelector('audio').currentTime") >= 5);
        await keyboard.PressAsync("Space");
        await Assertions.Expect(page.Page.GetByLabel("Play Variant 1 of 城市之光")).ToBeFocusedAsync();

        await keyboard.PressAsync("/");
        await keyboard.TypeAsync("c2 n");
        await Assertions.Expect(page.Page.GetByLabel("Search")).ToHaveValueAsync("c2 n");
        await Assertions.Expect(page.Summary).ToContainTextAsync("1 chosen");
    }

    [Fact]
    public async Task Every_control_can_be_reached_with_the_tab_key_in_reading_order()
    {
        using SongFolder folder = new SongFolder().AddSongs(1);
        await using OpenPage page = await browser.OpenAsync(folder.WritePage());
        List<string> names = [];
        for (int i = 0; i < 15; i++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            names.Add(await page.Page.EvaluateAsync<string>("""
                (e => e.ariaLabel || e.labels?.[0]?.textContent.trim().split('\n')[0] || e.textContent.trim())
                    (document.activeElement)
                """));
        }

        Assert.Equal(
            [
                "Skip to the songs", "Search", "Show", "Sort by", "Open choice", "Save choice", "Keyboard shortcuts",
                "Lyrics",
                "Play Variant 1 of Harbour Lights", "Choose Variant 1 of Harbour Lights",
                "Note on Variant 1 of Harbour Lights",
                "Play Variant 2 of Harbour Lights", "Choose Variant 2 of Harbour Lights",
                "Note on Variant 2 of Harbour Lights",
            ],
            names[..14]);
    }

    [Fact]
    public async Task The_shortcuts_are_listed_and_can_be_turned_off()
    {
        using SongFolder folder = new SongFolder().AddSongs(1);
        await using OpenPage page = await browser.OpenAsync(folder.WritePage());

        await page.Page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.Page.GetByLabel("Use these shortcuts").UncheckAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await page.Page.Keyboard.PressAsync("c");

        Assert.Equal(0, await page.Page.Locator(".clip.chosen").CountAsync());
    }
}
