using System.Management.Automation;
using SunoPS.Runspace;

namespace SunoPS.Commands;

/// <summary>What every cmdlet has in common that asks a gateway: its connection, and waiting that ends at once when it is told to.</summary>
public abstract class SunoCommand : PSCmdlet, IDisposable
{
    /// <summary>How long what requests tell may lie about before it is written.</summary>
    private const int FlushMilliseconds = 200;

    private readonly CancellationTokenSource _stopping = new();
    private readonly RequestMessages _messages;

    private protected SunoCommand()
    {
        _messages = new RequestMessages(this);
    }

    /// <summary>The connection to use, from <c>Connect-SunoApi -PassThru</c> or <c>Get-SunoConnection</c>; the session's own where none is given.</summary>
    [Parameter]
    [ValidateNotNull]
    public SunoConnection? Connection { get; set; }

    private protected CancellationToken StopToken => _stopping.Token;

    /// <summary>The client for the connection in force.</summary>
    private protected SunoClient OpenClient()
    {
        try
        {
            SunoConnection connection = Connection ?? RunspaceState.Current.Connection ?? throw new SunoApiException(
                SunoErrorKind.NotConnected,
                "This session is not connected to a gateway. Type: Connect-SunoApi -Gateway XSee -ApiKey <key> (or OpenAIHub, Ecovai), or Connect-SunoApi -BaseUri <uri> -ApiKey <key>; or set SUNO_API_KEY with SUNO_API_BASE_URI or SUNO_API_GATEWAY.");
            InvocationMask.Apply(MyInvocation);
            return new SunoClient(connection, _messages);
        }
        catch (SunoApiException error)
        {
            InvocationMask.Apply(MyInvocation);
            ThrowTerminatingError(ErrorRecords.Create(error, target: null));
            throw;
        }
    }

    /// <summary>Waits on the pipeline thread; what requests tell meanwhile is written at once.</summary>
    private protected T WaitFor<T>(ValueTask<T> work)
    {
        try
        {
            if (!work.IsCompleted)
            {
                Task<T> task = work.AsTask();
                while (Task.WaitAny([task], FlushMilliseconds, StopToken) < 0)
                {
                    Flush();
                }

                work = new ValueTask<T>(task);
            }

            return work.GetAwaiter().GetResult();
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
    private protected virtual void Flush() => _messages.Flush();

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
