using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Text;

namespace SunoPS.Commands;

/// <summary>Converts saved JSON, and objects from JSON, to tasks.</summary>
[Cmdlet(VerbsData.ConvertFrom, "SunoJson", DefaultParameterSetName = InputObjectSet)]
[OutputType(typeof(SunoTask))]
public sealed class ConvertFromSunoJsonCommand : PSCmdlet
{
    private const string InputObjectSet = "InputObject";
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    /// <summary>Properties with a file path, in objects without tasks.</summary>
    private static readonly string[] PathNames = ["PSPath", "LiteralPath", "Path", "FullName"];

    private SeenTasks _seenTasks = null!;
    private SavedJsonText _text = null!;

    /// <summary>
    /// JSON text, as a whole or line by line, or objects: from <c>Invoke-RestMethod</c> and <c>ConvertFrom-Json</c>,
    /// and tasks, clips and lyrics of this module in any form.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public PSObject? InputObject { get; set; }

    /// <summary>The files to read; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The files to read; wildcard characters are literal.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _seenTasks = RunspaceState.Current.SeenTasks;
        _text = new SavedJsonText(Write, (error, text) => WriteError(ErrorRecords.Create(error, text)), Warn);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case PathSet:
                Array.ForEach(Path, path => ReadFiles(path, isLiteral: false));
                break;
            case LiteralPathSet:
                Array.ForEach(LiteralPath, path => ReadFiles(path, isLiteral: true));
                break;
            default:
                Read(InputObject);
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => _text.Complete();

    private void Read(PSObject? input)
    {
        switch (input?.BaseObject)
        {
            case string text:
                _text.Add(text);
                return;
            case byte[] utf8:
                _text.Add(Encoding.UTF8.GetString(utf8));
                return;
            case object[] lines when lines.Length > 0 && Array.TrueForAll(lines, IsText):
                Array.ForEach(lines, line => _text.Add($"{line}"));
                return;
        }

        _text.Flush();
        if (input is null)
        {
            WriteError(ErrorRecords.Create(SavedJsonText.NoTask("The input is null"), target: null));
        }
        else if (input.BaseObject is SunoTask task)
        {
            Write(task);
        }
        else if (input.BaseObject is FileSystemInfo file)
        {
            ReadFiles(file.FullName, isLiteral: true);
        }
        else if (PlainObject.IsRecord(input) || input.BaseObject is IEnumerable)
        {
            ReadObject(input);
        }
        else
        {
            // Like ConvertFrom-Json; the response of Invoke-WebRequest, for example, converts to its content.
            _text.Add(input.ToString());
        }
    }

    private void Warn(string message) => DebugSafe.WriteWarning(this, message);

    private static bool IsText(object? item) => item is string or PSObject { BaseObject: string };

    private void ReadObject(PSObject input)
    {
        IReadOnlyList<SunoTask> tasks;
        SunoApiException? error;
        IReadOnlyCollection<string> unread = [];
        try
        {
            tasks = SunoJson.ReadTasks(JsonGraph.ToUtf8(PlainObject.Of(input)), out error, out unread);
        }
        catch (SunoApiException exception)
        {
            (tasks, error) = ([], exception);
        }

        if (SavedJsonText.UnreadText(unread) is { } warning)
        {
            Warn(warning);
        }

        foreach (SunoTask task in tasks)
        {
            Write(task);
        }

        if (tasks.Count == 0 && PathOf(input) is { } path)
        {
            ReadFiles(path, isLiteral: true);
        }
        else if (tasks.Count == 0 || error is not null)
        {
            error = error is { Kind: not SunoErrorKind.InvalidResponse } ? error : SavedJsonText.NoTask(
                tasks.Count == 0 ? "The object holds no task"
                    : "The object also holds values that are not tasks; they are not read");
            WriteError(ErrorRecords.Create(error, input));
        }
    }

    private static string? PathOf(PSObject input) =>
        PathNames.Select(name => PSObject.AsPSObject(input.Properties[name]?.Value ?? 0).BaseObject as string)
            .FirstOrDefault(path => path is not null);

    private void ReadFiles(string path, bool isLiteral)
    {
        foreach (string file in Resolve(path, isLiteral))
        {
            var text = new SavedJsonText(
                Write, (error, _) => WriteError(ErrorRecords.CreateForFile(error, file)), Warn);
            try
            {
                ReadOnlyMemory<byte> utf8 = BodyText.ToUtf8(File.ReadAllBytes(file), charset: null);
                text.Add(Encoding.UTF8.GetString(utf8.Span));
                text.Complete();
            }
            catch (Exception exception) when (
                exception is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                string why = Directory.Exists(file)
                    ? "It is a folder and not a file."
                    : $"The file cannot be read: {exception.Message.TrimEnd('.')}.";
                var error = new SunoApiException(SunoErrorKind.FileError, why, exception);
                WriteError(ErrorRecords.CreateForFile(error, file));
            }
        }
    }

    private Collection<string> Resolve(string path, bool isLiteral)
    {
        string why = "No file matches";
        try
        {
            ProviderInfo provider;
            Collection<string> files = isLiteral
                ? [SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _)]
                : SessionState.Path.GetResolvedProviderPathFromPSPath(path, out provider);
            if (provider.Name == "FileSystem" && files.Count > 0)
            {
                return files;
            }

            why = provider.Name == "FileSystem" ? why : "The path is not in the file system";
        }
        catch (ItemNotFoundException)
        {
            // The error below reports it.
        }
        catch (Exception exception) when (exception is RuntimeException or NotSupportedException)
        {
            why = exception.Message.TrimEnd('.');
        }

        var error = new SunoApiException(SunoErrorKind.FileError, $"{why}: {path}.");
        WriteError(ErrorRecords.Create(error, path, ErrorCategory.ObjectNotFound));
        return [];
    }

    private void Write(SunoTask task)
    {
        _seenTasks.Add(task);
        WriteObject(task);
    }
}
