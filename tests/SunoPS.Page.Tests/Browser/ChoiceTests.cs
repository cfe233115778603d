using Microsoft.Playwright;

namespace SunoPS.Page.Tests.Browser;

/// <summary>Choosing clips, and choice.csv.</summary>
public sealed class ChoiceTests(BrowserFixture browser)
{
    private const string Header = "\"TaskId\",\"ClipId\",\"Title\",\"Choice\",\"Note\",\"File\",\"AudioUrl\",\"Album\"";

    [Fact]
    public async Task The_choice_is_saved_with_a_row_for_every_clip()
    {
        using SongFolder folder = new SongFolder().AddSongs(2);
        await using OpenPage page = await browser.OpenAsync(folder.WritePage());
        await page.Page.GetByLabel("Choose Variant 2 of Harbour Lights").CheckAsync();
        await page.Page.GetByLabel("Note on Variant 2 of Harbour Lights").FillAsync("my \"best\", ö");
        // Rows do not depend on the list.
        await page.Page.GetByLabel("Search").FillAsync("nothing");

        byte[] file = await File.ReadAllBytesAsync(
            await page.SaveChoiceAsync(folder.Path), TestContext.Current.CancellationToken);

        Assert.Equal([0xef, 0xbb, 0xbf], file[..3]);
        Assert.Equal(
            [
                Header,
                "\"task-1\",\"clip-1-1\",\"Harbour Lights\",\"\",\"\",\"1/1 #1.wav\",\"\",\"Odd\"",
                "\"task-1\",\"clip-1-2\",\"Harbour Lights\",\"x\",\"my \"\"best\"\", ö\",\"1/2 #1.wav\",\"\",\"Odd\"",
                "\"task-2\",\"clip-2-1\",\"城市之光\",\"\",\"\",\"2/1 #1.wav\",\"\",\"Even\"",
                "\"task-2\",\"clip-2-2\",\"城市之光\",\"\",\"\",\"2/2 #1.wav\",\"\",\"Even\"",
                "",
            ],
            System.Text.Encoding.UTF8.GetString(file[3..]).Split("\r\n"));
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync(
            "Saved choice.csv: 1 clip of 4 chosen");
        Assert.Empty(page.Problems);
    }

    [Fact]
    public async Task A_page_without_files_saves_the_addresses()
    {
        using var folder = new SongFolder();
        SunoClip clip = SongFolder.NewClip(1, 1, "On the web");
        clip.AudioUrl = "https://cdn.example/a.mp3";
        folder.Add(clip).Columns["file"] = "own.docx";
        await using OpenPage page = await browser.OpenAsync(folder.WritePage());

        string text = await File.ReadAllTextAsync(
            await page.SaveChoiceAsync(folder.Path), TestContext.Current.CancellationToken);

        Assert.Contains(
            "\"On the web\",\"\",\"\",\"\",\"https://cdn.example/a.mp3\",\"Odd\"\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_browser_remembers_the_choice_of_each_page()
    {
        using SongFolder folder = new SongFolder().AddSongs(2);
        await using OpenPage page = await browser.OpenAsync(folder.WritePage());
        await page.Page.GetByLabel("Choose Variant 1 of 城市之光").CheckAsync();
        await page.Page.GetByLabel("Note on Variant 1 of 城市之光").FillAsync("again");

        // The browser writes in the background.
        await page.Page.WaitForFunctionAsync("""
            async () => {
                const database = await new Promise(
                    done => { indexedDB.open('SunoPS').onsuccess = event => done(event.target.result); });
                const choices = database.transaction('choices').objectStore('choices');
                return new Promise(
                    done => { choices.getAll().onsuccess = event => done(event.target.result[0]?.note === 'again'); });
            }
            """);

        await page.Page.ReloadAsync();

        await Assertions.Expect(page.Page.GetByLabel("Choose Variant 1 of 城市之光")).ToBeCheckedAsync();
        await Assertions.Expect(page.Page.GetByLabel("Note on Variant 1 of 城市之光")).ToHaveValueAsync("again");
        await Assertions.Expect(page.Summary).ToContainTextAsync("1 chosen");
        string other = Path.Combine(folder.Path, "other.html");
        File.Copy(Path.Combine(folder.Path, "index.html"), other);
        await page.Page.GotoAsync(new Uri(other).AbsoluteUri);
        await Assertions.Expect(page.Summary).ToContainTextAsync("0 chosen");
    }

    [Fact]
    public async Task A_browser_that_remembers_nothing_says_so()
    {
        using SongFolder folder = new SongFolder().AddSongs(1);
        await using OpenPage page = await browser.OpenAsync(folder.WritePage());
        await page.Page.EvaluateAsync("() => { IDBObjectStore.prototype.put = () => { throw new Error('full'); }; }");

        await page.Page.GetByLabel("Choose Variant 1").First.CheckAsync();

        await Assertions.Expect(page.Summary).ToContainTextAsync("save it");
    }

    [Fact]
    public async Task An_earlier_choice_is_on_the_page_and_can_be_opened()
    {
        using var folder = new SongFolder();
        PlaylistClip first = folder.Add(SongFolder.NewClip(1, 1, "Calm"));
        folder.Add(SongFolder.NewClip(1, 2, "Calm"));
        // A gateway that numbers the clips of each task.
        SunoClip twin = SongFolder.NewClip(1, 2, "Other");
        twin.TaskId = "task-2";
        folder.Add(twin);
        first.Columns["constructor"] = "mine";
        first.IsChosen = true;
        first.Note = "from before";
        await using OpenPage page = await browser.OpenAsync(folder.WritePage());
        await Assertions.Expect(page.Page.GetByLabel("Choose Variant 1 of Calm")).ToBeCheckedAsync();
        await Assertions.Expect(page.Page.GetByLabel("Note on Variant 1 of Calm")).ToHaveValueAsync("from before");
        string excel = Path.Combine(folder.Path, "excel.csv");
        // As a spreadsheet saves it in many countries.
        await File.WriteAllTextAsync(
            excel, "\ufeffTaskId;ClipId;Choice;Note\r\ntask-1;clip-1-1;;\r\ntask-1;clip-1-2;X;\"'=a; \"\"b\"\"\nc\"\r\n"
                + "task-1;other;x;\r\n",
            TestContext.Current.CancellationToken);

        await page.Page.Locator("#file").SetInputFilesAsync(excel);

        await Assertions.Expect(page.Page.GetByLabel("Choose Variant 2 of Calm")).ToBeCheckedAsync();
        await Assertions.Expect(page.Page.GetByLabel("Choose Variant 1 of Calm")).Not.ToBeCheckedAsync();
        await Assertions.Expect(page.Page.GetByLabel("Note on Variant 2 of Calm")).ToHaveValueAsync("=a; \"b\"c");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Opened excel.csv: 2 clips");
    }

    [Fact]
    public async Task No_cell_runs_as_a_formula()
    {
        using var folder = new SongFolder();
        string[] texts =
            ["=1+1", "+1+cmd|'/C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "＝1", "-12.5", "a;=1+1; -2+3;", "Love ;-)",
                "x;-+cmd|y;+$A$1;\"=1"];
        foreach ((string text, int number) in texts.Select((text, position) => (text, position + 1)))
        {
            SunoClip clip = SongFolder.NewClip(number, 1, text);
            clip.ClipId = number == 1 ? "=evil()" : $"-id{number}";
            PlaylistClip added = folder.Add(clip, number, Path.Combine(folder.Path, $"={number}.mp3"));
            added.Columns["Own"] = text;
            added.Columns["=Own()"] = "";
            added.Note = text;
        }

        await using OpenPage page = await browser.OpenAsync(folder.WritePage());

        string[] rows = await File.ReadAllLinesAsync(
            await page.SaveChoiceAsync(folder.Path), TestContext.Current.CancellationToken);

        Assert.EndsWith("\"Own\",\"'=Own()\"", rows[0], StringComparison.Ordinal);
        Assert.Equal(
            "\"task-1\",\"'=evil()\",\"'=1+1\",\"\",\"'=1+1\",\"./=1.mp3\",\"\",\"Odd\",\"'=1+1\",\"\"", rows[1]);
        Assert.StartsWith("\"task-2\",\"-id2\",\"'+1+cmd|'/C calc'!A0\",", rows[2], StringComparison.Ordinal);
        Assert.StartsWith("\"task-7\",\"-id7\",\"-12.5\",", rows[7], StringComparison.Ordinal);
        Assert.StartsWith("\"task-8\",\"-id8\",\"a;'=1+1; '-2+3;\",", rows[8], StringComparison.Ordinal);
        Assert.StartsWith("\"task-9\",\"-id9\",\"Love ;-)\",", rows[9], StringComparison.Ordinal);
        Assert.StartsWith("\"task-10\",\"-id10\",\"x;'-+cmd|y;'+$A$1;\"\"'=1\",", rows[10], StringComparison.Ordinal);
        Assert.DoesNotMatch("(^|,)\"[=+@\t＝]", string.Join('\n', rows));
    }
}
