using System.Collections;
using System.Collections.ObjectModel;
using System.Text;

namespace SunoPS.Commands;

/// <summary>Converts saved JSON, and objects from JSON, to tasks.</summary>
[Cmdlet(VerbsData.ConvertFrom, "SunoJson", DefaultParameterSetName = nameof(InputObject))]
[OutputType(typeof(SunoTask))]
public sealed class ConvertFromSunoJsonCommand : SunoCommand
{
    /// <summary>A response has some kilobytes for each task, and needs many times its size in memory.</summary>
    private const int LargestFile = 256 * 1024 * 1024;

    private SavedJsonText _text = null!;
    private bool _hasInput;

    /// <summary>JSON text, as a whole or line by line, files, and objects from JSON or of this module.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = nameof(InputObject))]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public PSObject? InputObject { get; set; }

    /// <summary>The files to read; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(Path))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The files to read; wildcard characters are literal.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(LiteralPath))]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    private protected override void Begin() =>
        _text = new SavedJsonText(text => Read(Encoding.UTF8.GetBytes(text), text));

    private protected override void Process()
    {
        Array.ForEach(Path, path => ReadFiles(path, isLiteral: false));
        Array.ForEach(LiteralPath, path => ReadFiles(path, isLiteral: true));
        if (ParameterSetName == nameof(InputObject))
        {
            Read(InputObject);
        }
    }

    private protected override void End()
    {
        _text.Flush();
        if (ParameterSetName == nameof(InputObject) && !_hasInput)
        {
            WriteError(NoTask("The input is empty"), "");
        }
    }

    private void Read(PSObject? input)
    {
        switch (input?.BaseObject)
        {
            case string text when text.Length > 260 || text.AsSpan().IndexOfAny('{', '[') >= 0 || !IsFile(text):
                _text.Add(text);
                return;
            case object[] lines when lines.Length > 0
                && Array.TrueForAll(lines, static line => line is string or PSObject { BaseObject: string }):
                Array.ForEach(lines, line => _text.Add($"{line}"));
                return;
        }

        _text.Flush();
        _hasInput = true;
        switch (input?.BaseObject)
        {
            case null:
                WriteError(NoTask("The input is null"), target: null);
                break;
            case string name:
                WriteError(SunoApiException.Invalid($"'{ShownText.Line(name)}' is the name of a file. Read it: "
                    + "ConvertFrom-SunoJson -Path <file>."), name);
                break;
            case SunoTask task:
                Write(task);
                break;
            case byte[] bytes:
                Read(bytes, input);
                break;
            case var _ when FileOf(input!) is { } file:
                ReadFiles(file, isLiteral: true);
                break;
            case var value when PlainObject.IsRecord(input!) || value is IEnumerable:
                // Properties can be scripts, which run on this thread.
                ProcessObject(input!, record => Write(
                    SunoJson.ReadTasks(PlainObject.Of(record, stopToken: StopToken), StopToken),
                    error => ErrorRecords.Create(error, record)));
                break;
            default:
                // Like ConvertFrom-Json; the response of Invoke-WebRequest, for example, converts to its content.
                _text.Add(input!.ToString());
                break;
        }
    }

    /// <summary>
    /// Returns the path of a file object, also of one with selected properties or from another process; null for any
    /// other object. A member with a path does not make a file, because a response can have it, but not the type.
    /// </summary>
    private static string? FileOf(PSObject input) =>
        input.BaseObject is FileSystemInfo file ? file.FullName
        : input.TypeNames.Any(name => name.EndsWith("System.IO.FileInfo", StringComparison.Ordinal))
            ? (input.Properties["PSPath"] ?? input.Properties["FullName"])?.Value as string
        : null;

    private static SunoApiException NoTask(string what) => new(SunoErrorKind.InvalidResponse, what, Remedy.GiveTasks);

    private void Read(byte[] text, object target)
    {
        _hasInput = true;
        Write(SunoJson.ReadTasks(text, StopToken), error => ErrorRecords.Create(error, target));
    }

    private void ReadFiles(string path, bool isLiteral)
    {
        foreach (string file in Resolve(path, isLiteral))
        {
            try
            {
                SavedTasks saved = WaitFor(Task.Run(() => SunoJson.ReadTasks(ReadBytes(file), StopToken)));
                Write(saved, error => ErrorRecords.CreateForFile(error, file));
            }
            catch (Exception exception) when (
                exception is IOException or UnauthorizedAccessException or NotSupportedException
                    or OutOfMemoryException)
            {
                string why = Directory.Exists(file)
                    ? "It is a folder and not a file."
                    : $"The file cannot be read: {exception.Message.TrimEnd('.')}.";
                var error = new SunoApiException(SunoErrorKind.FileError, why, exception);
                WriteError(ErrorRecords.CreateForFile(error, file));
            }
        }
    }

    /// <summary>Reads a file; pipes and devices, which have no length, count as empty.</summary>
    private static byte[] ReadBytes(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: 0 })
        {
            return [];
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = file.Length <= LargestFile
            ? new byte[file.Length]
            : throw new IOException("It is larger than 256 MiB");
        file.ReadExactly(bytes);
        return bytes;
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
        catch (Exception exception) when (exception is RuntimeException or NotSupportedException)
        {
            why = exception is ItemNotFoundException ? why : exception.Message.TrimEnd('.');
        }

        var error = new SunoApiException(SunoErrorKind.FileError, $"{why}: {path}.");
        WriteError(ErrorRecords.Create(error, path, ErrorCategory.ObjectNotFound));
        return [];
    }

    private void Write(SavedTasks saved, Func<SunoApiException, ErrorRecord> recordOf)
    {
        saved.Tasks.ForEach(Write);
        if (saved.Unread.Count > 0)
        {
            Warn($"Ignored {(saved.Unread.Count == 1 ? "the member" : "the members")} "
                + $"'{string.Join("', '", saved.Unread)}' beside the tasks.");
        }

        if (saved.Error is { } error)
        {
            WriteError(recordOf(error));
        }
    }

    private void Write(SunoTask task)
    {
        Seen.Add(task);
        WriteObject(task);
    }
}
