using System.Collections.ObjectModel;
using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Downloads audio, videos and covers of clips, several at once.</summary>
[Cmdlet(VerbsData.Save, "SunoClip", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class SaveSunoClipCommand : WaitingCommand
{
    private readonly TasksWithoutClips _withoutClips = new();
    private readonly SaveProgress _progressBar;
    private SunoMediaSaver? _saver;

    /// <summary>Makes the command.</summary>
    public SaveSunoClipCommand()
    {
        _progressBar = new SaveProgress(this);
    }

    /// <summary>The clips: clips, tasks with their clips, and rows of a CSV file of clips.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyCollection]
    [Alias("Clip")]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>The folder; made where it does not exist. The current one where not given.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = ".";

    /// <summary>Which media of each clip.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public SunoMedia[] Media { get; set; } = [SunoMedia.Audio];

    /// <summary>What the files are called, without their ending.</summary>
    [Parameter]
    [ValidateNotNull]
    public string? Name { get; set; }

    /// <summary>Writes what is known of each clip as JSON beside its media.</summary>
    [Parameter]
    public SwitchParameter Metadata { get; set; }

    /// <summary>Saves also what a clip has while it is still being made.</summary>
    [Parameter]
    public SwitchParameter IncludeStreaming { get; set; }

    /// <summary>Puts new files in the place of those that are there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Downloads media from this machine and from private networks, whatever the gateway.</summary>
    [Parameter]
    public SwitchParameter AllowPrivateNetwork { get; set; }

    /// <summary>Gives the files.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The most downloads at once; the connection's where not given, 16 without one.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        InvocationMask.Apply(MyInvocation);
        try
        {
            SunoConnection? connection = RunspaceState.Current.Connected;
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
            _saver = new SunoMediaSaver(options, Messages, StopToken);
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
            // What ends the command early must not leave the bar on the screen of a script that goes on.
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
            while (WaitFor(_saver!.WaitToReadAsync()))
            {
                WriteReady();
            }
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

        while (!_saver!.TryAdd(plan))
        {
            WaitFor(_saver.WaitToAddAsync());
            WriteReady();
        }

        WriteReady();
    }

    private void WriteReady()
    {
        while (_saver!.TryRead(out SunoMediaResult result))
        {
            Write(result);
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
            DebugSafe.WriteVerbose(this, $"Skipped, the file exists: {result.Path}");
        }

        if (PassThru)
        {
            Collection<PSObject> items = InvokeProvider.Item.Get([result.Path!], force: true, literalPath: true);
            WriteObject(items, enumerateCollection: true);
        }
    }
}
