using System.Collections.ObjectModel;
using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Saves media of clips, several at once.</summary>
[Cmdlet(VerbsData.Save, "SunoClip", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class SaveSunoClipCommand : WaitingCommand
{
    private readonly SkippedInput<SunoTaskStatus> _withoutClips = new("task", "clips");
    private readonly SaveProgress _progressBar;
    private SunoMediaSaver? _saver;
    private OrderedPump<SunoMediaPlan, SunoMediaResult> _pump = null!;

    /// <summary>Creates the command.</summary>
    public SaveSunoClipCommand()
    {
        _progressBar = new SaveProgress(this);
    }

    /// <summary>Clips, tasks with clips, and rows of a CSV file of clips.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyCollection]
    [Alias("Clip")]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>The folder, created if it does not exist; the current folder by default.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = ".";

    /// <summary>The media of each clip to save.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public SunoMedia[] Media { get; set; } = [SunoMedia.Audio];

    /// <summary>The template for file names, without extension.</summary>
    [Parameter]
    [ValidateNotNull]
    public string? Name { get; set; }

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

    /// <summary>
    /// Maximum number of downloads in flight; by default, the connection's limit, or 16 without a connection.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        InvocationMask.Apply(MyInvocation);
        try
        {
            SunoConnection? connection = RunspaceState.Current.ExplicitConnection;
            SunoConnectionOptions network = connection?.Options ?? new SunoConnectionOptions();
            var options = new SunoMediaOptions
            {
                Folder = FolderArgument.Resolve(SessionState, Path),
                Media = Media,
                Overwrite = Force,
                IncludeStreaming = IncludeStreaming,
                Metadata = Metadata,
                GatewayUri = connection?.BaseUri,
                AllowPrivateNetwork = AllowPrivateNetwork,
                KeyMask = InvocationMask.Keys,
                Network = ThrottleLimit == 0 ? network : network with { ThrottleLimit = ThrottleLimit },
            };
            options = Name is null ? options : options with { NameTemplate = Name };
            _saver = new SunoMediaSaver(options, Messages, cancellationToken: StopToken);
            _pump = new OrderedPump<SunoMediaPlan, SunoMediaResult>(this, _saver, Write);
        }
        catch (SunoApiException error)
        {
            string target = error.Kind == SunoErrorKind.FileError ? Path : Name ?? Path;
            ThrowTerminatingError(ErrorRecords.Create(error, target));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            foreach (SunoMediaPlan plan in InputObject.SelectMany(PlansOf))
            {
                Begin(plan);
            }
        }
        catch
        {
            // If the command ends early, the bar must not stay on the screen of a script that continues.
            _progressBar.Complete();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _progressBar.IsTotalKnown = true;
        try
        {
            _pump.Complete();
        }
        finally
        {
            _progressBar.Complete();
        }

        _withoutClips.Warn(this);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _saver?.Dispose();
        }
    }

    private protected override void Flush()
    {
        base.Flush();
        _progressBar.Show(_saver!.Progress);
    }

    private IEnumerable<SunoMediaPlan> PlansOf(PSObject input)
    {
        IReadOnlyList<(SunoClip Clip, object Target)>? clips = ClipInput.ClipsOf(input, out SunoTaskStatus? emptyTask);
        SunoLyrics? lyrics = Media.Contains(SunoMedia.Lyrics) ? ClipInput.LyricsOf(input) : null;
        if (lyrics is null && emptyTask is { } status)
        {
            _withoutClips.Count(status);
        }

        if (lyrics is null && clips is null)
        {
            var error = new SunoApiException(
                SunoErrorKind.InvalidArgument,
                "The input is neither a clip nor a task with clips: it has no media address. "
                + "Fetch the tasks first: Get-Content ids.txt | Get-SunoTaskBatch | Save-SunoClip.");
            WriteError(ErrorRecords.Create(error, input));
        }

        IReadOnlyList<SunoMediaPlan> ofLyrics = lyrics is null ? [] : _saver!.Plan(lyrics, input.BaseObject);
        return (clips ?? []).SelectMany(clip => _saver!.Plan(clip.Clip, clip.Target)).Concat(ofLyrics);
    }

    private void Begin(SunoMediaPlan plan)
    {
        string what = plan.Media?.ToString().ToLowerInvariant() ?? "metadata";
        if (plan.Error is null && plan.ExistingPath is null
            && !ShouldProcess(
                ShownText.Line(plan.Path), $"Save {what} of clip '{ShownText.Line(plan.Clip.ClipId)}'"))
        {
            return;
        }

        _pump.Add(plan);
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
            DebugSafe.WriteVerbose(this, $"Skipped, the file exists: {result.Path}");
        }

        if (PassThru)
        {
            Collection<PSObject> items = InvokeProvider.Item.Get([result.Path!], force: true, literalPath: true);
            WriteObject(items, enumerateCollection: true);
        }
    }
}
