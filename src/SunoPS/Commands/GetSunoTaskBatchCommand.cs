using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Fetches tasks, many by one request.</summary>
[Cmdlet(VerbsCommon.Get, "SunoTaskBatch")]
[OutputType(typeof(SunoTask), typeof(SunoClip))]
public sealed class GetSunoTaskBatchCommand : SunoFetchCommand
{
    /// <summary>The kind of task to ask for, such as <c>MUSIC</c> or <c>LYRICS</c>; that of a task from the pipeline, or the gateway's default, where not given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ActionCompleter))]
    public string? Action { get; set; }

    /// <summary>The most ids in one request; the connection's where not given.</summary>
    [Parameter]
    [ValidateRange(1, 10_000)]
    public int BatchSize { get; set; }

    private protected override string? ActionOfRow => Action;

    private protected override SunoFetchOptions FetchOptions => new()
    {
        Action = Action,
        BatchSize = Given(BatchSize),
        ThrottleLimit = Given(ThrottleLimit),
    };
}
