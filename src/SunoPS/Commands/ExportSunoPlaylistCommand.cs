using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Writes a playlist, or a page to listen to clips and to choose among them.</summary>
[Cmdlet(VerbsData.Export, "SunoPlaylist", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportSunoPlaylistCommand : PSCmdlet
{
    private const string NothingToPlay =
        "No clip has a song to play: neither a saved file (File) nor an address (AudioUrl). Save the songs first: "
        + "Import-Csv choice.csv | Save-SunoClip ./songs -PassThru | Export-SunoPlaylist ./songs/best.m3u8.";

    private static readonly string[] PageExtensions = [".html", ".htm"];

    private readonly SkippedInput<SunoTaskStatus> _withoutClips = new("task", "clips");
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

    private bool IsPage => PageExtensions.Contains(
        System.IO.Path.GetExtension(_path), StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        InvocationMask.Apply(MyInvocation);
        StopOnError(() =>
        {
            _path = FolderArgument.ResolveFile(SessionState, Path);
            _folder = System.IO.Path.GetDirectoryName(_path) ?? _path;
            if (!IsPage && !_path.EndsWith(".m3u8", StringComparison.OrdinalIgnoreCase))
            {
                throw new SunoApiException(
                    SunoErrorKind.InvalidArgument,
                    $"'{Path}' is neither a playlist nor a page. Give a file that ends in .m3u8 or .html.");
            }

            // Before a pipeline has downloaded anything.
            if (!Force && File.Exists(_path))
            {
                throw MediaErrors.Exists(_path);
            }
        });
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject input in InputObject)
        {
            try
            {
                Add(input);
            }
            catch (SunoApiException error)
            {
                WriteError(ErrorRecords.Create(error, input));
            }
            catch (GetValueException exception)
            {
                WriteError(ErrorRecords.CreateForObject(exception, input));
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _withoutClips.Warn(this);
        int count = _playlist.Clips.Count;
        if (count == 0)
        {
            DebugSafe.WriteWarning(this, $"Wrote no file, because the input has no clips: {_path}");
            return;
        }

        int silent = _playlist.Clips.Count(clip => !clip.HasSong);
        if (silent == count && IsPage)
        {
            DebugSafe.WriteWarning(this, NothingToPlay);
        }
        else if (silent > 0 && silent < count && !IsPage)
        {
            DebugSafe.WriteWarning(this, $"Skipped {silent} clip{(silent == 1 ? "" : "s")} without audio.");
        }

        StopOnError(() =>
        {
            if (silent == count && !IsPage)
            {
                throw new SunoApiException(SunoErrorKind.InvalidArgument, NothingToPlay);
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
        });
    }

    private void Add(PSObject input)
    {
        IReadOnlyList<PlaylistClip>? clips = PlaylistInput.Read(input, _folder, out SunoTaskStatus? emptyTask);
        if (emptyTask is { } status)
        {
            _withoutClips.Count(status);
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

    private void StopOnError(Action work)
    {
        try
        {
            work();
        }
        catch (SunoApiException error)
        {
            ThrowTerminatingError(ErrorRecords.Create(error, Path));
        }
    }
}
