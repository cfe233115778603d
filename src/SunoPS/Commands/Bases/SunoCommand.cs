namespace SunoPS.Commands;

/// <summary>The base of cmdlets: waits on the pipeline thread, stops promptly, ends with client errors.</summary>
public abstract class SunoCommand : PSCmdlet, IDisposable
{
    /// <summary>How often buffered messages are flushed while waiting.</summary>
    private const int FlushMilliseconds = 200;

    private static readonly string[] TableExtensions = [".csv", ".tsv", ".xlsx", ".json"];

    // Ctrl+C can arrive on another thread after Dispose; a source without a timer has nothing to release.
#pragma warning disable CA2213
    private readonly CancellationTokenSource _stopping = new();
#pragma warning restore CA2213

    private SeenTasks? _seen;

    internal CancellationToken StopToken => _stopping.Token;

    /// <summary>The tasks that completion offers after the command.</summary>
    private protected SeenTasks Seen => _seen ??= RunspaceState.Current.SeenTasks;

    private protected RequestMessages Messages => field ??= new RequestMessages(this);

    /// <summary>The progress bar, which is removed when the command ends; a new one replaces it.</summary>
    private protected ProgressBar? Progress
    {
        get;
        set
        {
            field?.Complete();
            field = value;
        }
    }

    /// <summary>The target of an error that ends the command.</summary>
    private protected virtual object? ErrorTarget => null;

    /// <inheritdoc/>
    protected sealed override void BeginProcessing() => Run(() =>
    {
        MaskLine();
        Begin();
    });

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Run(Process);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Run(() =>
    {
        End();
        Progress = null;
    });

    /// <inheritdoc/>
    protected override void StopProcessing() => _stopping.Cancel();

    /// <summary>Cancels requests in flight, also when a later command stops the pipeline.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        CleanUp();
        _seen?.Settle();
        GC.SuppressFinalize(this);
    }

    /// <summary>Masks keys in the script line, which every error of the command keeps.</summary>
    private protected virtual void MaskLine() => InvocationMask.Apply(MyInvocation);

    private protected virtual void Begin() { }

    private protected virtual void Process() { }

    private protected virtual void End() { }

    /// <summary>Called while the command can still write, when an error or a later command ends it early.</summary>
    private protected virtual void EndEarly() { }

    /// <summary>Called at last, when requests in flight are canceled.</summary>
    private protected virtual void CleanUp() { }

    private void Flush()
    {
        Messages.Flush();
        Progress?.Show();
    }

    internal virtual void Warn(string text) => WriteWarning(text);

    internal virtual void WarnOfRequests(string text) => Warn(text);

    // With -Debug, PowerShell prompts at each warning and verbose message, which ends an unattended script. There, they
    // become debug messages.
    internal new void WriteWarning(string text)
    {
        Action<string> write = HasDebugSwitch ? line => WriteDebug("WARNING: " + line) : base.WriteWarning;
        write(ShownText.Lines(text));
    }

    internal new void WriteVerbose(string text)
    {
        bool asDebug = HasDebugSwitch && !MyInvocation.BoundParameters.ContainsKey("Verbose");
        Action<string> write = asDebug ? WriteDebug : base.WriteVerbose;
        write(ShownText.Lines(text));
    }

    private bool HasDebugSwitch => HasSwitch("Debug");

    private bool HasSwitch(string name) =>
        MyInvocation.BoundParameters.GetValueOrDefault(name) is SwitchParameter { IsPresent: true };

    private bool Shows(string stream) =>
        HasSwitch(stream)
        || $"{GetVariableValue(stream + "Preference")}" is not ("" or "SilentlyContinue" or "Ignore");

    /// <summary>Opens a client for a given connection, or else for that of the session.</summary>
    private protected SunoClient OpenClient(SunoConnection? given, SunoSubmissionJournal? journal = null)
    {
        SunoConnection connection = given ?? RunspaceState.Current.CurrentConnection ?? throw NotConnected();
        Messages.ShowsRequests = HasDebugSwitch || Shows("Verbose");
        Messages.ShowsResponses = Shows("Debug");
        return new SunoClient(connection, Messages, journal);
    }

    /// <summary>Opens the journal of submissions; null, with a warning, if it is off.</summary>
    private protected SunoSubmissionJournal? OpenJournal()
    {
        SunoSubmissionJournal? journal = EnvironmentSettings.OpenJournal();
        if (journal is null)
        {
            Warn("The journal of submissions is off: the environment variable "
                + $"{EnvironmentSettings.JournalName} says so.");
        }

        return journal;
    }

    /// <summary>Waits on the pipeline thread, and writes messages during the wait.</summary>
    internal T WaitFor<T>(Task<T> task)
    {
        try
        {
#pragma warning disable RS0030 // The only place where the pipeline thread blocks.
            while (Task.WaitAny([task], FlushMilliseconds, StopToken) < 0)
            {
                Flush();
            }

            return task.GetAwaiter().GetResult();
#pragma warning restore RS0030
        }
        finally
        {
            if (!StopToken.IsCancellationRequested)
            {
                Flush();
            }
        }
    }

    /// <summary>Polls tasks until they complete, with a progress bar.</summary>
    private protected IEnumerable<SunoTaskResult> WaitForTasks(
        SunoClient client, IEnumerable<SunoTaskReference> tasks, int pollingIntervalSec, int timeoutSec,
        string? action = null)
    {
        var options = new SunoWaitOptions
        {
            Action = action,
            PollingInterval = TimeSpan.FromSeconds(pollingIntervalSec),
            Timeout = timeoutSec == 0 ? null : TimeSpan.FromSeconds(timeoutSec),
        };
        var progress = new WaitProgress(this);
        Progress = new ProgressBar(this, "Waiting for Suno tasks", progress.Take, delaySec: 0, intervalSec: 0);

        // If the reader ends before, so does the command, which cancels the requests in flight.
        IAsyncEnumerator<SunoTaskResult> results = client.WaitForTasksAsync(tasks, options, progress, StopToken)
            .GetAsyncEnumerator(StopToken);
        while (WaitFor(results.MoveNextAsync().AsTask()))
        {
            yield return results.Current;
        }
    }

    /// <summary>Processes an object of the pipeline. An error that it causes does not end the command.</summary>
    private protected void ProcessObject(PSObject input, Action<PSObject> process)
    {
        try
        {
            process(input);
        }
        catch (Exception exception) when (exception is SunoApiException or GetValueException)
        {
            WriteError(exception as SunoApiException ?? Unreadable(exception), input);
        }
    }

    private protected static SunoApiException Unreadable(Exception exception) =>
        SunoApiException.Invalid($"The object cannot be read: {exception.Message}");

    internal void WriteError(SunoApiException error, object? target) => WriteError(ErrorRecords.Create(error, target));

    private protected static SunoApiException NotConnected() =>
        new(SunoErrorKind.NotConnected, $"This session is not connected to a gateway. {WaysToConnect}");

    private protected static string WaysToConnect =>
        $"Type: Connect-SunoApi -Gateway {SunoGateway.Known[0].Name} -ApiKey <key> "
        + $"(or {string.Join(", ", SunoGateway.Known.Skip(1).Select(static gateway => gateway.Name))}), "
        + $"or Connect-SunoApi -BaseUri <uri> -ApiKey <key>; or set {EnvironmentSettings.ApiKeyName} with "
        + $"{EnvironmentSettings.BaseUriName} or {EnvironmentSettings.GatewayName}.";

    /// <summary>True for the name of a file, or of a table or JSON that does not exist here.</summary>
    internal bool IsFile(string text) =>
        TableExtensions.Any(extension => text.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
        || (text.AsSpan().IndexOfAny(Path.GetInvalidPathChars()) < 0
            && File.Exists(Path.Combine(SessionState.Path.CurrentFileSystemLocation.Path, text)));

    private void Run(Action part)
    {
        try
        {
            part();
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception exception)
        {
            // The bar must not stay on the screen of a script that continues.
            Progress = null;
            EndEarly();
            if (exception is SunoApiException error)
            {
                ThrowTerminatingError(ErrorRecords.Create(error, ErrorTarget));
            }

            throw;
        }
    }
}
