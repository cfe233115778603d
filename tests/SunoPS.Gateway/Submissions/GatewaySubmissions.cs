using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace SunoPS.Gateway;

/// <summary>What was submitted to a gateway and taken by it. Safe to use from any thread.</summary>
public sealed class GatewaySubmissions
{
    private readonly ConcurrentDictionary<string, SubmittedTask> _tasks = new(StringComparer.Ordinal);
    private volatile SubmissionSettings _settings = new();
    private long _last;

    internal GatewaySubmissions()
    {
    }

    /// <summary>How many were taken: each would have cost money.</summary>
    public int Accepted => _tasks.Count;

    /// <summary>The ids of the tasks that were made of them.</summary>
    public IReadOnlyCollection<string> TaskIds => [.. _tasks.Keys];

    /// <summary>How the tasks get on that are submitted from now on.</summary>
    /// <exception cref="ArgumentException">A property has a value that it cannot have.</exception>
    public SubmissionSettings Settings
    {
        get => _settings;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            value.Check();
            _settings = value;
        }
    }

    /// <summary>Forgets every task, and goes back to the settings of the start.</summary>
    public void Clear()
    {
        _tasks.Clear();
        Interlocked.Exchange(ref _last, 0);
        _settings = new SubmissionSettings();
    }

    /// <summary>Takes a submission, and gives the id of its task.</summary>
    internal string Accept(SubmissionRequest submission, GatewayRequest request)
    {
        var media = new Uri($"{request.Context.Request.Scheme}://{request.Context.Request.Host}/_media/");
        var task = new SubmittedTask(Interlocked.Increment(ref _last), submission, request.Dialect, media, Settings);
        _tasks[task.Id] = task;
        return task.Id;
    }

    internal bool TryFind(string id, [NotNullWhen(true)] out SubmittedTask? task) => _tasks.TryGetValue(id, out task);
}
