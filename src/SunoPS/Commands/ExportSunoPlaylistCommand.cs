namespace SunoPS.Commands;

/// <summary>Writes a playlist, or a page to listen to clips and to choose among them.</summary>
[Cmdlet(VerbsData.Export, "SunoPlaylist", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportSunoPlaylistCommand : SunoCommand
{
    private const string NothingToPlay =
        "No clip has a song to play: neither a saved file (File) nor an address (AudioUrl). Save the songs first: "
        + "Import-Csv choice.csv | Save-SunoClip ./songs -PassThru | Export-SunoPlaylist ./songs/best.m3u8.";

    private readonly SkippedInput _withoutClips = new("task", "clips");
    private readonly Playlist _playlist = new();
    private string _path = "";
    private string _folder = "";

    /// <summary>The file: <c>.m3u8</c> for a playlist, <c>.html</c> for a page.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Saved files with their clips, clips, tasks with clips, and rows of a CSV file of clips.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>The title of the playlist or page.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary>Overwrites an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Outputs the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object ErrorTarget => Path;

    private bool IsPage => System.IO.Path.GetExtension(_path).ToLowerInvariant() is ".html" or ".htm";

    private protected override void Begin()
    {
        _path = FolderArgument.ResolveFile(SessionState, Path);
        _folder = System.IO.Path.GetDirectoryName(_path) ?? _path;
        if (!IsPage && !_path.EndsWith(".m3u8", StringComparison.OrdinalIgnoreCase))
        {
            throw SunoApiException.Invalid(
                $"'{Path}' is neither a playlist nor a page. Give a file that ends in .m3u8 or .html.");
        }

        // Before a pipeline has downloaded anything.
        if (!Force && File.Exists(_path))
        {
            throw MediaErrors.Exists(_path);
        }
    }

    private protected override void Process() => Array.ForEach(InputObject, input => ProcessObject(input, Add));

    private protected override void End()
    {
        _withoutClips.Warn(this);
        int count = _playlist.Clips.Count;
        int silent = _playlist.Clips.Count(clip => !clip.HasSong);
        if (count == 0)
        {
            Warn($"Wrote no file, because the input has no clips: {_path}");
            return;
        }

        if (silent == count)
        {
            Warn(IsPage ? NothingToPlay : throw SunoApiException.Invalid(NothingToPlay));
        }
        else if (silent > 0 && !IsPage)
        {
            Warn($"Skipped {silent} clip{(silent == 1 ? "" : "s")} without audio.");
        }

        string text = IsPage
            ? SongPage.Of(_playlist, _folder, Title ?? "Songs")
            : M3u8Text.Of(_playlist, _folder, Title);
        if (ShouldProcess(ShownText.Line(_path), $"Export {count} clip{(count == 1 ? "" : "s")}"))
        {
            PartFile.Write(_path, text, Force);
            if (PassThru)
            {
                WriteObject(InvokeProvider.Item.Get([_path], force: true, literalPath: true), true);
            }
        }
    }

    private void Add(PSObject input)
    {
        PSObject row = UserColumns.RowOf(input);
        IReadOnlyList<PlaylistClip>? clips =
            ClipInput.Read(() => PlaylistInput.Read(row, _folder));
        if (clips is [])
        {
            _withoutClips.Count(UserColumns.WordOf<SunoTaskStatus>(row, nameof(SunoTask.Status)) ?? default);
        }
        else if (clips is null)
        {
            ClipInput.Refuse(
                this, input,
                "The input is neither a saved file with its clip, nor a clip or a task with clips. Pipe the files "
                + "of Save-SunoClip -PassThru, or the output of Get-SunoTaskBatch.");
        }

        foreach (PlaylistClip clip in clips ?? [])
        {
            _playlist.Add(clip);
        }
    }
}
