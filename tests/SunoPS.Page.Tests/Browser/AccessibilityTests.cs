using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace SunoPS.Page.Tests.Browser;

/// <summary>The rules of WCAG 2.2 AA that axe can check, and the width of a phone.</summary>
public sealed class AccessibilityTests(BrowserFixture browser)
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 320)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task The_page_follows_the_rules_in_every_color_and_width(ColorScheme colors, int width)
    {
        using SongFolder folder = new SongFolder().AddSongs(3);
        folder.Add(SongFolder.NewClip(4, 1, "Not saved"));
        await using OpenPage page = await browser.OpenAsync(folder.WritePage(), new()
        {
            ColorScheme = colors,
            ViewportSize = new() { Width = width, Height = 800 },
            // The policy of the page keeps out the rules, too.
            BypassCSP = true,
        });
        await page.Page.GetByLabel("Choose Variant 1 of Harbour Lights").CheckAsync();
        await page.Page.GetByLabel("Play Variant 1 of 城市之光").ClickAsync();
        await page.Page.GetByText("Lyrics").First.ClickAsync();

        AxeResult result = await page.Page.RunAxe(new AxeRunOptions
        {
            RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] },
        });

        Assert.Empty(result.Violations.SelectMany(
            violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html} {node.Target}")));
        Assert.True(await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
    }
}
