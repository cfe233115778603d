using System.Security.Cryptography;

namespace SunoPS.Client.Tests.Media;

/// <summary>The texts of playlists and pages. The browser tests show that pages work.</summary>
public sealed class PlaylistTests
{
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "songs");

    [Fact]
    public void A_playlist_has_relative_paths_with_lengths_and_titles_in_input_order()
    {
        Playlist playlist = Of(
            Saved(Clip("c-2", "城市之光", 219.5), "Pop", "b.mp3"),
            Saved(Clip("c-1", "Calm", 61), "a.mp3"),
            Saved(Clip("c-3", null, null), "..", "other", "c.mp3"));

        Assert.Equal(
            "#EXTM3U\n#PLAYLIST:Q4\n#EXTINF:220,城市之光\nPop/b.mp3\n#EXTINF:61,Calm\na.mp3\n"
            + "#EXTINF:-1,c-3\n../other/c.mp3\n",
            M3u8Text.Of(playlist, Folder, "Q4"));
    }

    [Fact]
    public void A_playlist_has_one_line_for_each_title_and_no_line_that_is_a_comment_by_accident()
    {
        string title = "a\r\n#EXTM3U\u202e\u2028b";
        foreach (string name in (string[])["#1.mp3", " 1.mp3", "javascript:alert(1)", "C:x.mp3", "\\\\evil\\x.mp3"])
        {
            Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not allow these names.");
            Assert.Equal(
                $"#EXTM3U\n#EXTINF:1,a #EXTM3U b\n./{name}\n",
                M3u8Text.Of(Of(Saved(Clip("c-1", title, 1), name)), Folder, title: null));
        }
    }

    [Fact]
    public void A_playlist_without_files_has_the_addresses_that_a_player_can_open()
    {
        Playlist playlist = Of(
            OnTheWeb("c\n-1", "https://cdn.example/a b.mp3"),
            OnTheWeb("c-2", "javascript:alert(1)"),
            OnTheWeb("c-3", null));

        Assert.Equal(
            "#EXTM3U\n#EXTINF:-1,c -1\nhttps://cdn.example/a%20b.mp3\n", M3u8Text.Of(playlist, Folder, title: null));
    }

    [Fact]
    public void A_line_break_in_a_path_is_an_error() => Refused.Argument(
        () => M3u8Text.Of(Of(Saved(Clip("c-1", "a", 1), "a\nb.mp3")), Folder, title: null));

    [Fact]
    public void A_clip_that_is_added_twice_is_one_with_all_its_files_columns_and_choices()
    {
        SunoClip clip = Clip("c-1", "Calm", 61);
        PlaylistClip cover = new(clip) { Files = { [SunoMedia.Image] = Path.Combine(Folder, "a.jpeg") } };
        PlaylistClip row = new(new SunoClip { ClipId = "c-1", TaskId = "t-1" })
        {
            IsChosen = true,
            Note = "good",
            Columns = { ["B"] = "2" },
        };
        PlaylistClip song = Saved(clip, "a.mp3");
        song.Columns["A"] = "1";

        PlaylistClip one = Assert.Single(Of(row, song, cover).Clips);

        Assert.Equal("Calm", one.Clip.Title);
        Assert.Equal(["B", "A"], one.Columns.Keys);
        Assert.True(one.IsChosen);
        Assert.Equal("good", one.Note);
        Assert.Equal(2, one.Files.Count);
    }

    [Fact]
    public void A_page_with_files_names_no_address()
    {
        PlaylistClip clip = Saved(Clip("c-1", "Calm", 61), "Pop #1", "100% a?.mp3");
        clip.Clip.AudioUrl = "https://cdn.example/a.mp3";
        clip.Clip.ImageUrl = "https://cdn.example/a.jpeg";

        string page = SongPage.Of(Of(clip, OnTheWeb("c-2", "https://cdn.example/b.mp3")), Folder, "Songs");

        Assert.DoesNotMatch("https?://", page);
        Assert.Contains("img-src 'self' file:; media-src 'self' file:;", PolicyOf(page), StringComparison.Ordinal);
        JsonElement song = DataOf(page).GetProperty("clips")[0];
        Assert.Equal("Pop%20%231/100%25%20a%3F.mp3", song.GetProperty("audio").GetString());
        Assert.Equal("Pop #1/100% a?.mp3", song.GetProperty("file").GetString());
    }

    [Fact]
    public void A_page_without_files_allows_exactly_the_hosts_of_the_clips()
    {
        PlaylistClip clip = OnTheWeb("c-1", "https://cdn.example/a.mp3");
        clip.Clip.ImageLargeUrl = "https://img.example:8443/a.jpeg";

        string page = SongPage.Of(
            Of(clip, OnTheWeb("c-2", "https://cdn.example/b.mp3"), OnTheWeb("c-3", "https://bücher.example/c.mp3")),
            Folder, "Songs");

        Assert.Contains(
            "img-src https://img.example:8443; media-src https://cdn.example https://xn--bcher-kva.example; ",
            PolicyOf(page), StringComparison.Ordinal);
    }

    [Theory]
    [Values(
        "javascript:alert(1)", "data:audio/mpeg;base64,AAAA", "file:///etc/passwd",
        "https://user:secret@cdn.example/a.mp3", "https://cdn.example;script-src *", "not an address",
        "https://x\uff1ay/a.mp3", "https://cdn.example\u037ex/")]
    public void A_page_plays_no_other_kind_of_address(string address)
    {
        string page = SongPage.Of(Of(OnTheWeb("c-1", address)), Folder, "Songs");

        Assert.Contains("media-src 'none'; ", PolicyOf(page), StringComparison.Ordinal);
        Assert.False(DataOf(page).GetProperty("clips")[0].TryGetProperty("audio", out _));
    }

    [Fact]
    public void A_page_allows_its_own_script_and_style_only()
    {
        string page = SongPage.Of(Of(OnTheWeb("c-1", null)), Folder, "Songs");

        Assert.Contains($"script-src {HashOf(page, "script")};", PolicyOf(page), StringComparison.Ordinal);
        Assert.Contains($"style-src {HashOf(page, "style")};", PolicyOf(page), StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'; ", PolicyOf(page), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", PolicyOf(page), StringComparison.Ordinal);
        Assert.DoesNotContain('\r', page);
    }

    [Fact]
    public void Hostile_text_stays_text()
    {
        const string Hostile = "</script><script>alert(1)</script><!-- {{script}} & \" ' \u2028 \ud800";
        PlaylistClip clip = OnTheWeb("c-1", null);
        clip.Clip.Title = Hostile;
        clip.Clip.Prompt = Hostile;
        clip.Note = Hostile;
        clip.Columns[Hostile] = Hostile;

        string page = SongPage.Of(Of(clip), Folder, Hostile);

        Assert.Equal(2, Regex.Count(page, "</script"));
        Assert.DoesNotContain("alert", page.Replace(DataText(page), "", StringComparison.Ordinal)
            .Replace("&lt;script&gt;alert", "", StringComparison.Ordinal), StringComparison.Ordinal);
        JsonElement read = DataOf(page).GetProperty("clips")[0];
        string expected = Hostile.Replace('\ud800', '\ufffd');
        Assert.Equal(expected, read.GetProperty("title").GetString());
        Assert.Equal(expected, read.GetProperty("lyrics").GetString());
        Assert.Equal(expected, read.GetProperty("note").GetString());
        Assert.Equal(expected, read.GetProperty("columns").GetProperty(expected).GetString());
    }

    [Fact]
    public void A_file_outside_the_folder_of_the_page_is_an_error()
    {
        foreach (string[] outside in (string[][])[["..", "a.mp3"], ["..", "songs2", "a.mp3"]])
        {
            SunoApiException error = Refused.Argument(
                () => SongPage.Of(Of(Saved(Clip("c-1", "a", 1), outside)), Folder, "Songs"));

            Assert.Contains("outside", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_is_written_whole_and_never_over_another_one()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "new", "a.html");
        PartFile.Write(path, "first ö", overwrite: false);

        var error = Assert.Throws<SunoApiException>(() => PartFile.Write(path, "second", overwrite: false));

        Assert.Equal(SunoErrorKind.FileError, error.Kind);
        Assert.Equal("first ö"u8.ToArray(), File.ReadAllBytes(path));
        PartFile.Write(path, "third", overwrite: true);
        Assert.Equal("third", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void A_link_at_the_path_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows allows links only to administrators.");
        using var folder = new TemporaryFolder();
        string target = Path.Combine(folder.Path, "target");
        string link = Path.Combine(folder.Path, "a.html");
        File.CreateSymbolicLink(link, target);

        Assert.Throws<SunoApiException>(() => PartFile.Write(link, "text", overwrite: false));
        PartFile.Write(link, "text", overwrite: true);

        Assert.False(File.Exists(target));
        Assert.Null(new FileInfo(link).LinkTarget);
    }

    private static Playlist Of(params PlaylistClip[] clips)
    {
        var playlist = new Playlist();
        foreach (PlaylistClip clip in clips)
        {
            playlist.Add(clip);
        }

        return playlist;
    }

    private static SunoClip Clip(string id, string? title, double? seconds) => new()
    {
        ClipId = id,
        TaskId = "t-1",
        Title = title,
        Duration = seconds is { } length ? TimeSpan.FromSeconds(length) : null,
    };

    private static PlaylistClip Saved(SunoClip clip, params string[] path) =>
        new(clip) { Files = { [SunoMedia.Audio] = Path.GetFullPath(Path.Combine([Folder, .. path])) } };

    private static PlaylistClip OnTheWeb(string id, string? address)
    {
        SunoClip clip = Clip(id, title: null, seconds: null);
        clip.AudioUrl = address;
        return new PlaylistClip(clip);
    }

    private static string PolicyOf(string page) =>
        Regex.Match(page, "<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\">").Groups[1].Value;

    private static string DataText(string page) =>
        Regex.Match(page, "<script id=\"data\" type=\"application/json\">(.*?)</script>").Groups[1].Value;

    private static JsonElement DataOf(string page) => JsonDocument.Parse(DataText(page)).RootElement;

    private static string HashOf(string page, string element)
    {
        string content = Regex.Match(page, $"<{element}>(.*?)</{element}>", RegexOptions.Singleline).Groups[1].Value;
        return $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'";
    }
}
