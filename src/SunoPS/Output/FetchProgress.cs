namespace SunoPS.Commands;

/// <summary>Shows the progress of fetching; the tasks are null while they arrive from the pipeline.</summary>
internal sealed class FetchProgress(Cmdlet cmdlet, IReadOnlyCollection<SunoTaskReference>? tasks)
    : ProgressBar(cmdlet, "Fetching Suno tasks")
{
    private int? _total;
    private int _fetched;
    private int _failed;

    public void Count(SunoTaskResult result)
    {
        _ = result.Task is null ? _failed++ : _fetched++;
        Show();
    }

    public override void Show()
    {
        if (IsDue)
        {
            // Counted only now, because most commands end before the bar appears. A repeated id is fetched once, but
            // each object without an id has an error.
            _total ??= tasks?.DistinctBy(task => task.HasId ? (object)(task.Gateway, task.TaskId) : task).Count();
            int done = _fetched + _failed;
            string of = _total is null ? "" : $" of {_total}";
            Show($"{_fetched}{of} fetched, {_failed} failed", done == 0 ? null : (double)done / _total);
        }
    }
}
