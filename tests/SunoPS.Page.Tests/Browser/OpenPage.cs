using Microsoft.Playwright;

namespace SunoPS.Page.Tests.Browser;

/// <summary>An open page, with everything that it requested and reported.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    public OpenPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        context.Request += (_, request) => Requests.Enqueue(request.Url);
        context.WebError += (_, error) => Problems.Enqueue(error.Error);
        context.Dialog += (_, dialog) => Problems.Enqueue("dialog: " + dialog.Message);
        // Blocked resources are reported here, too.
        context.Console += (_, message) => Problems.Enqueue(message.Text);
    }

    public IPage Page { get; }

    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Errors, dialogs and messages of the console.</summary>
    public ConcurrentQueue<string> Problems { get; } = [];

    public ILocator Songs => Page.Locator("article");

    public ILocator Summary => Page.Locator("#summary");

    public Task<string[]> TitlesAsync() =>
        Page.EvaluateAsync<string[]>("[...document.querySelectorAll('h2[id^=song]')].map(h => h.textContent)");

    /// <summary>Waits until the song at an address plays.</summary>
    public Task WaitUntilPlayingAsync(string file) => Page.WaitForFunctionAsync(
        """
        file => {
            const audio = document.querySelector('audio');
            return !audio.paused && audio.currentTime > 0 && audio.src.endsWith(file);
        }
        """,
        file);

    /// <summary>Clicks "Save choice", and returns the path of the downloaded file.</summary>
    public async Task<string> SaveChoiceAsync(string folder)
    {
        IDownload download = await Page.RunAndWaitForDownloadAsync(
            () => Page.GetByRole(AriaRole.Button, new() { Name = "Save choice" }).ClickAsync());
        string path = Path.Combine(folder, download.SuggestedFilename);
        await download.SaveAsAsync(path);
        return path;
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
