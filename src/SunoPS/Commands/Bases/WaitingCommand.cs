using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>What every cmdlet has in common that asks somebody over the network: waiting that ends at once when it is told to.</summary>
public abstract class WaitingCommand : PSCmdlet, IDisposable
{
    /// <summary>How long what requests tell may lie about before it is written.</summary>
    private const int FlushMilliseconds = 200;

#pragma warning disable CA2213 // Ctrl+C may come on another thread when the command has been disposed; without a timer there is nothing to let go.
    private readonly CancellationTokenSource _stopping = new();
#pragma warning restore CA2213

    private protected WaitingCommand()
    {
        Messages = new RequestMessages(this);
    }

    /// <summary>Takes what requests tell.</summary>
    private protected RequestMessages Messages { get; }

    private protected CancellationToken StopToken => _stopping.Token;

    /// <summary>Waits on the pipeline thread; what requests tell meanwhile is written at once.</summary>
    private protected T WaitFor<T>(ValueTask<T> work)
    {
        try
        {
            if (!work.IsCompleted)
            {
                Task<T> task = work.AsTask();
#pragma warning disable RS0030 // The one place where the pipeline thread waits for work on others.
                while (Task.WaitAny([task], FlushMilliseconds, StopToken) < 0)
                {
                    Flush();
                }

                work = new ValueTask<T>(task);
            }

            return work.GetAwaiter().GetResult();
#pragma warning restore RS0030
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            if (!StopToken.IsCancellationRequested)
            {
                Flush();
            }
        }
    }

    /// <summary>Writes what work on other threads has told since the last time.</summary>
    private protected virtual void Flush() => Messages.Flush();

    /// <inheritdoc/>
    protected override void StopProcessing() => _stopping.Cancel();

    /// <summary>Ends what is still under way: PowerShell calls this also where a later command in the pipeline has had enough.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what is still under way.</summary>
    /// <param name="disposing">True where called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_stopping.IsCancellationRequested)
        {
            _stopping.Cancel();
        }
    }
}
