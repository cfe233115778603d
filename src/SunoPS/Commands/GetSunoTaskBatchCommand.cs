using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Gets tasks in batch requests.</summary>
[Cmdlet(VerbsCommon.Get, "SunoTaskBatch", DefaultParameterSetName = TaskSet)]
[OutputType(typeof(SunoTask), ParameterSetName = [TaskSet])]
[OutputType(typeof(SunoClip), ParameterSetName = [ClipSet])]
public sealed class GetSunoTaskBatchCommand : TaskCommand
{
    private TaskFetch? _fetch;

    /// <summary>
    /// The kind of task to request, such as <c>MUSIC</c> or <c>LYRICS</c>; by default, that of the task from the
    /// pipeline, or the gateway's default.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ActionCompleter))]
    public string? Action { get; set; }

    /// <summary>Maximum number of ids per request; the connection's limit by default.</summary>
    [Parameter]
    [ValidateRange(1, 10_000)]
    public int BatchSize { get; set; }

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
            // An action that is set before the first record applies to all records.
            Action = Action,
            BatchSize = BatchSize == 0 ? null : BatchSize,
            ThrottleLimit = ThrottleLimit == 0 ? null : ThrottleLimit,
        });
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _fetch!.Add(RecordIds, Action);

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
