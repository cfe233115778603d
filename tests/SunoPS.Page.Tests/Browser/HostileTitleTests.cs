using Microsoft.Playwright;

namespace SunoPS.Page.Tests.Browser;

/// <summary>Titles, lyrics and columns that try to be more than text.</summary>
public sealed class HostileTitleTests(BrowserFixture browser)
{
    private const string Script = "</script><script>alert(1)</script>";
    private const string Image = "<img src=x onerror=alert(1)>\"' onclick=alert(1)";

    public static TheoryData<string> Titles => new(
        Script, Image, "</title><base href=https://evil.example>", "{{script}}{{data}}", "__proto__", "\\u003cscript>",
        "\u202egnp.exe \u2066 \u0007", "\ud800 alone \udc00", new string('x', 10_000), "javascript:alert(1)",
        "${alert(1)}");

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task A_hostile_title_is_only_text(string title)
    {
        using var folder = new SongFolder();
        SunoClip clip = SongFolder.NewClip(1, 1, title);
        (clip.Prompt, clip.Tags, clip.ModelName, clip.TaskId, clip.ClipId) = (title, title, title, title, title);
        PlaylistClip added = folder.Add(clip, 1, folder.WriteSong("a.wav"));
        added.Columns[title] = title;
        added.Note = title;
        await using OpenPage page = await browser.OpenAsync(folder.WritePage(title));

        await page.Page.GetByText("Lyrics").First.ClickAsync();
        await page.Page.Locator(".cover").ClickAsync();
        await page.WaitUntilPlayingAsync("a.wav");
        await page.Page.GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await page.Page.GetByLabel("Search").FillAsync(title.Length > 100 ? "xxx" : "");
        string choice = await page.SaveChoiceAsync(folder.Path);

        Assert.Empty(page.Problems);
        Assert.All(page.Requests, request => Assert.StartsWith("file:", request, StringComparison.Ordinal));
        Assert.Equal(0, await page.Page.Locator("base, img, iframe, object, [onclick], [onerror]").CountAsync());
        Assert.Equal(2, await page.Page.Locator("script").CountAsync());
        string rows = await File.ReadAllTextAsync(choice, TestContext.Current.CancellationToken);
        Assert.Contains("\"x\"", rows, StringComparison.Ordinal);
        // Nothing on the screen turns text around or makes the page wider.
        Assert.DoesNotMatch("[\u202a-\u202e\u2066-\u2069]", await page.Page.InnerTextAsync("body"));
        Assert.True(await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
    }
}
