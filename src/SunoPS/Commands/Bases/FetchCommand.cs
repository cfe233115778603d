namespace SunoPS.Commands;

/// <summary>The base of cmdlets that fetch each task once, in input order.</summary>
public abstract class FetchCommand : TaskCommand
{
    private OrderedPump<SunoTaskReference, SunoTaskResult> _pump = null!;
    private SunoTaskPipeline? _pipeline;

    /// <summary>Maximum number of requests in flight; the connection's limit by default.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; }

    private protected abstract SunoFetchOptions Options { get; }

    private protected override void Begin()
    {
        base.Begin();
        SunoFetchOptions options = Options with { ThrottleLimit = ThrottleLimit == 0 ? null : ThrottleLimit };
        _pipeline = Client.OpenPipeline(options, StopToken);
        var progress = new FetchProgress(this, MyInvocation.ExpectingInput ? null : TaskId);
        Progress = progress;
        _pump = new OrderedPump<SunoTaskReference, SunoTaskResult>(this, _pipeline, result =>
        {
            Write(result);
            progress.Count(result);
        });
    }

    private protected override void End()
    {
        _pipeline!.CompleteAdding();
        _pump.Complete();
        base.End();
    }

    private protected override void CleanUp() => _pipeline?.Dispose();

    private protected override void Add(SunoTaskReference reference) => _pump.Add(reference);
}
