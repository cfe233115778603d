using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Makes tasks of JSON that was kept: a saved answer, what a gateway posted, lines of a log.</summary>
[Cmdlet(VerbsData.ConvertFrom, "SunoJson")]
[OutputType(typeof(SunoTask))]
public sealed class ConvertFromSunoJsonCommand : PSCmdlet
{
    private readonly List<string> _begun = [];
    private SeenTasks _seenTasks = null!;
    private JsonNesting _nesting;

    /// <summary>The JSON: whole, or line by line as <c>Get-Content</c> gives a file.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string InputObject { get; set; } = "";

    /// <inheritdoc/>
    protected override void BeginProcessing() => _seenTasks = RunspaceState.Current.SeenTasks;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string line in InputObject.Split('\n'))
        {
            if (_begun.Count == 0 && string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            // A file comes line by line: the lines of one JSON value belong together.
            _begun.Add(line);
            _nesting.Add(line);
            if (!_nesting.IsOpen)
            {
                WriteBegun();
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_begun.Count > 0)
        {
            WriteBegun();
        }
    }

    private void WriteBegun()
    {
        string json = string.Join('\n', _begun);
        SunoApiException? error = TryWrite(json);
        if (error is not null && (_begun.Count == 1 || !TryWriteLines()))
        {
            WriteError(ErrorRecords.Create(error, json));
        }

        _begun.Clear();
        _nesting = default;
    }

    /// <summary>
    /// A log with one line cut off looks like one value that never ends: its other lines are read by themselves.
    /// </summary>
    /// <returns>False where no line holds a task, so that it was no log.</returns>
    private bool TryWriteLines()
    {
        var failed = new List<(string Line, SunoApiException Error)>();
        foreach (string line in _begun)
        {
            if (!string.IsNullOrWhiteSpace(line) && TryWrite(line) is { } error)
            {
                failed.Add((line, error));
            }
        }

        if (failed.Count >= _begun.Count(line => !string.IsNullOrWhiteSpace(line)))
        {
            return false;
        }

        foreach ((string line, SunoApiException error) in failed)
        {
            WriteError(ErrorRecords.Create(error, line));
        }

        return true;
    }

    private SunoApiException? TryWrite(string json)
    {
        try
        {
            foreach (SunoTask task in SunoJson.ReadTasks(json))
            {
                _seenTasks.Add(task);
                WriteObject(task);
            }

            return null;
        }
        catch (SunoApiException error)
        {
            return error;
        }
    }
}
