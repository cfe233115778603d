using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Gets tasks, each with a separate request.</summary>
[Cmdlet(VerbsCommon.Get, "SunoTask", DefaultParameterSetName = TaskSet)]
[OutputType(typeof(SunoTask), ParameterSetName = [TaskSet])]
[OutputType(typeof(SunoClip), ParameterSetName = [ClipSet])]
public sealed class GetSunoTaskCommand : TaskCommand
{
    private TaskFetch? _fetch;

    /// <summary>Maximum number of requests in flight; the connection's limit by default.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _fetch = new TaskFetch(this, new SunoFetchOptions
        {
            OneByOne = true,
            ThrottleLimit = ThrottleLimit == 0 ? null : ThrottleLimit,
        });
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _fetch!.Add(RecordIds, action: null);

    /// <inheritdoc/>
    protected override void EndProcessing() => _fetch!.Complete();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _fetch?.Dispose();
    }

    private protected override void Flush()
    {
        base.Flush();
        _fetch?.Flush();
    }
}
