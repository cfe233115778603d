namespace SunoPS.Commands;

/// <summary>Saves media of clips, several at once.</summary>
[Cmdlet(VerbsData.Save, "SunoClip", DefaultParameterSetName = nameof(Path), SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class SaveSunoClipCommand : ConnectedCommand
{
    private readonly SkippedInput _withoutClips = new("task", "clips");
    private readonly SkippedInput _withoutTask = new("submission", "a task");

    /// <summary>The submissions and rows whose tasks are fetched at the end.</summary>
    private readonly List<SunoTaskReference> _unfetched = [];

    /// <summary>The bytes when the bar was last written: the rate follows changes of the network.</summary>
    private (long Time, long Bytes) _last;
    private bool _isTotalKnown;
    private SavedFiles _files = null!;
    private SunoMediaSaver? _saver;
    private OrderedPump<SunoMediaPlan, SunoMediaResult> _pump = null!;

    /// <summary>Clips, tasks with clips, and rows of a CSV file of clips.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyCollection]
    [Alias("Clip")]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>The folder, created if it does not exist; the current folder by default.</summary>
    [Parameter(Position = 0, ParameterSetName = nameof(Path))]
    [FolderTransformation]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = ".";

    /// <summary>The folder, as in <see cref="Path"/>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(LiteralPath))]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    /// <summary>The media of each clip to save.</summary>
    [Parameter]
    [WordsTransformation]
    [ValidateNotNullOrEmpty]
    public SunoMedia[] Media { get; set; } = [SunoMedia.Audio];

    /// <summary>The template for file names, without extension.</summary>
    [Parameter]
    [Alias("Name")]
    [FileNameTransformation]
    [ArgumentCompleter(typeof(FileNameCompleter))]
    [ValidateNotNull]
    public string FileName { get; set; } = SunoMediaOptions.DefaultNameTemplate;

    /// <summary>Writes all properties of each clip as JSON beside its media.</summary>
    [Parameter]
    public SwitchParameter Metadata { get; set; }

    /// <summary>Saves media of clips that are still being generated, too.</summary>
    [Parameter]
    public SwitchParameter IncludeStreaming { get; set; }

    /// <summary>Overwrites existing files.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Downloads media from this machine and from private networks, wherever the gateway is.</summary>
    [Parameter]
    public SwitchParameter AllowPrivateNetwork { get; set; }

    /// <summary>Outputs the files.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Maximum number of downloads in flight; the connection's limit by default, or 16.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; }

    private protected override object? ErrorTarget => LiteralPath ?? Path;

    private protected override void Begin()
    {
        SunoConnection? connection = Connection ?? RunspaceState.Current.CurrentConnection;
        SunoConnectionOptions settings = connection?.Options ?? new SunoConnectionOptions();
        var options = new SunoMediaOptions
        {
            Folder = FolderArgument.ResolveForMedia(SessionState, LiteralPath ?? Path),
            NameTemplate = FileName,
            Media = Media,
            Overwrite = Force,
            IncludeStreaming = IncludeStreaming,
            Metadata = Metadata,
            GatewayUri = connection?.BaseUri,
            GatewayNetwork = Connection?.Network,
            AllowPrivateNetwork = AllowPrivateNetwork,
            KeyMask = InvocationMask.Keys,
            Network = ThrottleLimit == 0 ? settings : settings with { ThrottleLimit = ThrottleLimit },
        };
        _saver = new SunoMediaSaver(options, Messages, cancellationToken: StopToken);
        _pump = new OrderedPump<SunoMediaPlan, SunoMediaResult>(this, _saver, Write);
        _files = new SavedFiles(this);
        Progress = new ProgressBar(this, "Saving Suno clips", StateOf);
    }

    private protected override void Process() => Array.ForEach(InputObject, Add);

    private protected override void End()
    {
        if (_unfetched.Count > 0)
        {
            FetchTasks();
        }

        _isTotalKnown = true;
        _pump.Complete();
        _withoutTask.Warn(this);
        _withoutClips.Warn(this);
        _files.Warn();
    }

    private protected override void CleanUp() => _saver?.Dispose();

    /// <summary>Saves the files of an object, at the end if its task is to be fetched.</summary>
    private void Add(PSObject input)
    {
        try
        {
            if (ClipInput.Read(() => PlansOf(input)) is { } plans)
            {
                Save(plans);
            }
            else
            {
                ClipInput.Refuse(
                    this, input,
                    "The input is neither a clip nor a task with clips: it has no media address. "
                    + "Fetch the tasks first: Get-Content ids.txt | Get-SunoTaskBatch | Save-SunoClip.");
            }
        }
        catch (GetValueException exception)
        {
            WriteError(Unreadable(exception), input);
        }
    }

    /// <summary>Plans the files of an object, or remembers its task; null if it has neither.</summary>
    private List<SunoMediaPlan>? PlansOf(PSObject input)
    {
        PSObject row = UserColumns.RowOf(input);
        if (UserColumns.KindOf(row) == typeof(SunoSubmissionRecord)
            || ClipInput.UnaddressedClipOf(row, Media) is not null)
        {
            Remember(row);
            return [];
        }

        IReadOnlyList<MediaSource>? clips = ClipInput.ClipsOf(row);
        SunoLyrics? lyrics = Media.Contains(SunoMedia.Lyrics) ? ClipInput.LyricsOf(row) : null;
        if (lyrics is null && clips is [])
        {
            _withoutClips.Count(UserColumns.WordOf<SunoTaskStatus>(row, nameof(SunoTask.Status)) ?? default);
        }

        IEnumerable<MediaSource> sources = lyrics is null ? clips ?? [] : (clips ?? []).Append(
            MediaSource.OfLyrics(lyrics, input.BaseObject, ClipInput.ColumnsOf(row, typeof(SunoTask))));
        return clips is null && lyrics is null ? null : [.. sources.SelectMany(_saver!.Plan)];
    }

    /// <summary>Remembers the task of a submission or a row, to fetch it together with the others.</summary>
    private void Remember(PSObject row)
    {
        foreach (SunoTaskReference reference in TaskReferences.Read(row))
        {
            if (TaskReferences.StateWithoutTask(reference) is { } state)
            {
                _withoutTask.Count(state);
            }
            else
            {
                _unfetched.Add(reference);
            }
        }
    }

    /// <summary>Fetches the tasks of rows, and saves their clips. A rejected key ends the command.</summary>
    private void FetchTasks()
    {
        // Without a connection, the command ends here, after the files of the other input.
        if ((Connection ?? RunspaceState.Current.CurrentConnection) is null)
        {
            _pump.Complete();
        }

        SunoClient client = OpenClient(Connection);
        ILookup<(SunoConnection?, string), SunoTaskReference> byTask = _unfetched
            .Select(reference => TaskReferences.WithConnection(reference, Connection, client.Connection))
            .ToLookup(static reference => (reference.Connection, reference.TaskId));
        using SunoTaskPipeline pipeline = client.OpenPipeline(new SunoFetchOptions(), StopToken);
        var pump = new OrderedPump<SunoTaskReference, SunoTaskResult>(this, pipeline, SaveTask);
        _unfetched.ForEach(reference => pump.Add(reference));
        pipeline.CompleteAdding();
        pump.Complete();

        void SaveTask(SunoTaskResult result)
        {
            if (result.Error is { IsKeyRefused: true } refusal)
            {
                // First the files of the tasks before it.
                _pump.Complete();
                ThrowTerminatingError(ErrorRecords.Create(refusal, result.TaskId));
            }

            if (result.Error is { } error)
            {
                WriteError(ErrorRecords.CreateForTask(error, result.TaskId));
                return;
            }

            foreach (SunoTaskReference reference in byTask[(result.Reference.Connection, result.TaskId)])
            {
                Add(result.Task!, reference);
            }
        }
    }

    /// <summary>Saves the files of a fetched task, or of the clip that a row names.</summary>
    private void Add(SunoTask task, SunoTaskReference reference)
    {
        string? clipId = reference.Source is { } row
            ? ClipInput.UnaddressedClipOf(PSObject.AsPSObject(row), Media) : null;
        object? wanted = clipId is null ? task : task.Clips.FirstOrDefault(clip => clip.ClipId == clipId)?.Copy();
        if (wanted is not null)
        {
            Add(PSObject.AsPSObject(UserColumns.Add(wanted, reference.Columns)));
            return;
        }

        var error = new SunoApiException(
            SunoErrorKind.MediaNotFound, $"The task has no clip '{ShownText.Label(clipId)}'");
        WriteError(ErrorRecords.CreateForTask(error, task.TaskId));
    }

    private void Save(IEnumerable<SunoMediaPlan> plans)
    {
        foreach (SunoMediaPlan plan in plans)
        {
            StopToken.ThrowIfCancellationRequested();
            string what = plan.Media?.ToString().ToLowerInvariant() ?? "metadata";
            if (plan.Error is not null || plan.ExistingPath is not null
                || ShouldProcess(
                    ShownText.Line(plan.Path), $"Save {what} of clip '{ShownText.Label(plan.Clip.ClipId)}'"))
            {
                _pump.Add(plan);
            }
        }
    }

    private void Write(SunoMediaResult result)
    {
        if (result.Error is { } error)
        {
            WriteError(ErrorRecords.CreateForMedia(error, result.Plan));
            return;
        }

        if (result.WasThere)
        {
            WriteVerbose($"Skipped, the file exists: {result.Path}");
        }

        if (PassThru)
        {
            _files.Write(result);
        }
    }

    /// <summary>Returns the progress: files, bytes and rate of all downloads together.</summary>
    private (string Status, double? Fraction)? StateOf()
    {
        const double MiB = 1024 * 1024;
        SunoMediaProgress progress = _saver!.Progress;
        long now = Environment.TickCount64;
        double rate = _last.Time == 0 ? 0 : (progress.Bytes - _last.Bytes) * 1000.0 / (now - _last.Time);
        _last = (now, progress.Bytes);
        string of = _isTotalKnown ? $" of {progress.Files}" : "";
        string size = FormattableString.Invariant($"{progress.Bytes / MiB:0.0} MiB, {rate / MiB:0.0} MiB/s");
        return (
            $"{progress.Saved}{of} files, {progress.Failed} failed, {size}",
            _isTotalKnown && progress.Files > 0 ? (double)(progress.Saved + progress.Failed) / progress.Files : null);
    }
}
