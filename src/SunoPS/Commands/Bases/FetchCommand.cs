namespace SunoPS.Commands;

/// <summary>The base of cmdlets that fetch each task once, in input order.</summary>
public abstract class FetchCommand : TaskCommand
{
    private OrderedPump<SunoTaskReference, SunoTaskResult> _pump = null!;
    private SunoTaskPipeline? _pipeline;
    private int _fetched;
    private int _failed;
    private int? _total;

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
        Progress = new ProgressBar(this, "Fetching Suno tasks", StateOf);
        _pump = new OrderedPump<SunoTaskReference, SunoTaskResult>(this, _pipeline, result =>
        {
            Write(result);
            _ = result.Task is null ? _failed++ : _fetched++;
            Progress.Show();
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

    private (string Status, double? Fraction)? StateOf()
    {
        // Unknown while tasks arrive from the pipeline. A repeated id is fetched once, but each object without an id
        // has an error.
        _total ??= MyInvocation.ExpectingInput ? null
            : TaskId?.DistinctBy(task => task.HasId ? (object)(task.Gateway, task.TaskId) : task).Count();
        int done = _fetched + _failed;
        string of = _total is null ? "" : $" of {_total}";
        return ($"{_fetched}{of} fetched, {_failed} failed", done == 0 ? null : (double)done / _total);
    }
}
