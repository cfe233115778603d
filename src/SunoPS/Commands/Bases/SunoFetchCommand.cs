using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>What the fetching cmdlets have in common: ids in, tasks or clips out, in the same order.</summary>
public abstract class SunoFetchCommand : SunoTaskOutputCommand
{
    private SunoTaskPipeline? _pipeline;
    private FetchProgressBar? _progressBar;

    private protected SunoFetchCommand()
    {
    }

    /// <summary>The most requests in flight at once; the connection's where not given.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; }

    private protected abstract SunoFetchOptions FetchOptions { get; }

    /// <summary>The kind of the task that the row from the pipeline is; null where it does not tell.</summary>
    private protected virtual string? ActionOfRow => null;

    /// <summary>What was given for a parameter whose default is the connection's.</summary>
    private protected static int? Given(int value) => value == 0 ? null : value;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _pipeline = Client.OpenPipeline(FetchOptions, StopToken);
        _progressBar = new FetchProgressBar(this, MyInvocation.ExpectingInput ? null : TaskId);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // A null from the pipeline is an id that cannot be sent, and gets its error like any other.
        foreach (string? taskId in TaskId ?? [null])
        {
            while (!_pipeline!.TryAdd(taskId, ActionOfRow))
            {
                WriteNext();
            }

            WriteReady();

            // Nothing is taken from the pipeline that could not be put anywhere.
            while (_pipeline.IsFull)
            {
                WriteNext();
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _pipeline!.CompleteAdding();
        while (WaitFor(_pipeline.WaitToReadAsync()))
        {
            WriteReady();
        }

        _progressBar!.Complete();
        WarnOfTasksWithoutClips();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _pipeline?.Dispose();
        }
    }

    private protected override void Flush()
    {
        base.Flush();
        _progressBar!.Show();
    }

    private void WriteNext()
    {
        WaitFor(_pipeline!.WaitToReadAsync());
        WriteReady();
    }

    private void WriteReady()
    {
        while (_pipeline!.TryRead(out SunoTaskResult result))
        {
            try
            {
                Write(result);
            }
            catch
            {
                // What ends the command must not leave the bar on the screen of a script that goes on.
                _progressBar!.Complete();
                throw;
            }

            _progressBar!.Count(result);
        }
    }
}
