using System.Diagnostics.CodeAnalysis;

namespace SunoPS.Gateway;

/// <summary>The accepted submissions of a gateway. Thread-safe.</summary>
public sealed class GatewaySubmissions
{
    private readonly ConcurrentDictionary<string, SubmittedTask> _tasks = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _spent = new(StringComparer.Ordinal);
    private readonly long _first;
    private long _last;

    /// <param name="first">The number before that of the first submission.</param>
    internal GatewaySubmissions(long first)
    {
        _first = first;
        _last = first;
    }

    /// <summary>Number of accepted submissions, each of which would have cost money.</summary>
    public int Accepted => _tasks.Count;

    public IReadOnlyCollection<string> TaskIds => [.. _tasks.Keys];

    /// <summary>The progress of tasks that are submitted from now on.</summary>
    public SubmissionSettings Settings { get; set; } = new();

    /// <summary>Removes all tasks, and restores the initial settings.</summary>
    public void Clear()
    {
        _tasks.Clear();
        _spent.Clear();
        Interlocked.Exchange(ref _last, _first);
        Settings = new SubmissionSettings();
    }

    /// <summary>The quota that submissions with a key of this name have cost.</summary>
    internal int SpentBy(string? key) => key is null ? 0 : _spent.GetValueOrDefault(key);

    /// <summary>Accepts a submission, and returns the id of its task.</summary>
    internal string Accept(SubmissionRequest submission, GatewayRequest request, string key)
    {
        var media = new Uri($"{request.Context.Request.Scheme}://{request.Context.Request.Host}/_media/");
        var task = new SubmittedTask(Interlocked.Increment(ref _last), submission, request.Dialect, media, Settings);
        _tasks[task.Id] = task;

        // Gateways refund failed tasks.
        int cost = task.Fails ? 0 : TaskWriter.QuotaOf(submission.Kind == SubmissionKind.Lyrics);
        _spent.AddOrUpdate(key, cost, (_, spent) => spent + cost);
        return task.Id;
    }

    internal bool TryFind(string id, [NotNullWhen(true)] out SubmittedTask? task) => _tasks.TryGetValue(id, out task);
}
