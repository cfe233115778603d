namespace SunoPS.Commands;

/// <summary>Gets tasks in batch requests.</summary>
[Cmdlet(VerbsCommon.Get, "SunoTaskBatch", DefaultParameterSetName = TaskSet)]
[OutputType(typeof(SunoTask), ParameterSetName = [TaskSet])]
[OutputType(typeof(SunoClip), ParameterSetName = [ClipSet])]
public sealed class GetSunoTaskBatchCommand : FetchCommand
{
    /// <summary>The kind of task, such as <c>MUSIC</c>; by default that of each task, or the gateway's.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ActionCompleter))]
    public string? Action { get; set; }

    /// <summary>Maximum number of ids per request; the connection's limit by default.</summary>
    [Parameter]
    [ValidateRange(1, 10_000)]
    public int BatchSize { get; set; }

    private protected override SunoFetchOptions Options =>
        new() { Action = Action, BatchSize = BatchSize == 0 ? null : BatchSize };
}
