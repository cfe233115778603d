using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(SunoPS.Page.Tests.Browser.BrowserFixture))]

namespace SunoPS.Page.Tests.Browser;

/// <summary>One browser for all tests; each page has its own profile.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    /// <summary>
    /// Chromium of a container runs as root, which its sandbox rejects. The others keep it from contacting its vendor.
    /// </summary>
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
    ];

    /// <summary>Milliseconds; only a hang reaches it, however busy the machine is.</summary>
    private const int Limit = 300_000;

    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Limit);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = typeof(BrowserFixture).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(metadata => metadata.Key == "Browser").Value,
            Args = Arguments,
            Timeout = Limit,
        });
    }

    /// <summary>Opens a file as a double click does.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="options">The size and colors of the screen; null for the default.</param>
    internal async Task<OpenPage> OpenAsync(string path, BrowserNewContextOptions? options = null)
    {
        IBrowserContext context = await _browser.NewContextAsync(options);
        context.SetDefaultTimeout(Limit);
        var page = new OpenPage(context, await context.NewPageAsync());
        await page.Page.GotoAsync(new Uri(path).AbsoluteUri);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
