using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>The base of cmdlets that can take long: they wait on the pipeline thread, and stop promptly.</summary>
public abstract class WaitingCommand : PSCmdlet, IDisposable
{
    /// <summary>How often buffered messages are flushed while waiting.</summary>
    private const int FlushMilliseconds = 200;

    // Ctrl+C can arrive on another thread after Dispose; a source without a timer has nothing to release.
#pragma warning disable CA2213
    private readonly CancellationTokenSource _stopping = new();
#pragma warning restore CA2213

    private protected WaitingCommand()
    {
        Messages = new RequestMessages(this);
    }

    private protected RequestMessages Messages { get; }

    internal CancellationToken StopToken => _stopping.Token;

    /// <summary>Opens a client for a connection, or for the session's connection.</summary>
    /// <param name="given">The value of the parameter <c>-Connection</c>; null if it is not given.</param>
    /// <param name="journal">Records submissions; null for no journal.</param>
    private protected SunoClient OpenClient(SunoConnection? given, SunoSubmissionJournal? journal = null)
    {
        SunoConnection? connection = given ?? FindConnection();
        InvocationMask.Apply(MyInvocation);
        if (connection is null)
        {
            ThrowTerminatingError(ErrorRecords.Create(NotConnected(), target: null));
        }

        Messages.TakesResponses = DebugSafe.IsDebugging(this);
        return new SunoClient(connection!, Messages, journal);
    }

    /// <summary>Returns the session's connection; null for none. An invalid environment ends the command.</summary>
    private protected SunoConnection? FindConnection()
    {
        try
        {
            return RunspaceState.Current.CurrentConnection;
        }
        catch (SunoApiException error)
        {
            InvocationMask.Apply(MyInvocation);
            ThrowTerminatingError(ErrorRecords.Create(error, target: null));
            throw;
        }
    }

    /// <summary>Returns why a key cannot fetch, by one free request; null if it can.</summary>
    private protected SunoApiException? FindFetchFault(SunoClient client) =>
        WaitFor(client.FindFetchFaultAsync(StopToken));

    /// <inheritdoc cref="WaitFor{T}(ValueTask{T})"/>
    internal T WaitFor<T>(Task<T> work) => WaitFor(new ValueTask<T>(work));

    /// <summary>Waits on the pipeline thread, and writes messages during the wait.</summary>
    internal T WaitFor<T>(ValueTask<T> work)
    {
        try
        {
            if (!work.IsCompleted)
            {
                Task<T> task = work.AsTask();
#pragma warning disable RS0030 // The only place where the pipeline thread blocks.
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

    /// <summary>Reads a sequence on the pipeline thread, and cancels it if the reader ends before.</summary>
    internal IEnumerable<T> ReadAll<T>(Func<CancellationToken, IAsyncEnumerable<T>> open)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(StopToken);
        IAsyncEnumerator<T> items = open(stop.Token).GetAsyncEnumerator(stop.Token);
        bool isPending = true;
        try
        {
            while (WaitFor(items.MoveNextAsync()))
            {
                isPending = false;
                yield return items.Current;
                isPending = true;
            }
        }
        finally
        {
            // A sequence that still fetches its next item ends itself when it is canceled.
            stop.Cancel();
            if (!isPending)
            {
                _ = items.DisposeAsync().AsTask();
            }
        }
    }

    internal virtual void Warn(string text) => DebugSafe.WriteWarning(this, text);

    private protected virtual void Flush() => Messages.Flush();

    /// <inheritdoc/>
    protected override void StopProcessing() => _stopping.Cancel();

    /// <summary>
    /// Cancels requests in flight. PowerShell also calls this when a later command stops the pipeline.
    /// </summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Cancels requests in flight.</summary>
    /// <param name="disposing">True if called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_stopping.IsCancellationRequested)
        {
            _stopping.Cancel();
        }
    }

    private protected static SunoApiException NotConnected() =>
        new(SunoErrorKind.NotConnected, $"This session is not connected to a gateway. {WaysToConnect}");

    private protected static string WaysToConnect
    {
        get
        {
            string[] gateways = [.. SunoGateway.Known.Select(gateway => gateway.Name!)];
            return $"Type: Connect-SunoApi -Gateway {gateways[0]} -ApiKey <key> "
                + $"(or {string.Join(", ", gateways.Skip(1))}), or Connect-SunoApi -BaseUri <uri> -ApiKey <key>; "
                + $"or set {EnvironmentSettings.ApiKeyName} with {EnvironmentSettings.BaseUriName} or "
                + $"{EnvironmentSettings.GatewayName}.";
        }
    }

    /// <summary>True for the name of a file, or of a table or JSON that does not exist here.</summary>
    internal bool IsFile(string text)
    {
        try
        {
            return (Path.GetExtension(text).ToLowerInvariant() is ".csv" or ".tsv" or ".xlsx" or ".json")
                || File.Exists(Path.Combine(SessionState.Path.CurrentFileSystemLocation.Path, text));
        }
        catch (ArgumentException)
        {
            // .NET Framework does not take every text.
            return false;
        }
    }
}
