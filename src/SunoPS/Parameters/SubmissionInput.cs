using System.Collections;
using System.Collections.Concurrent;

namespace SunoPS.Commands;

/// <summary>Reads what a command submits: arguments, texts, rows, entries of the journal and failed tasks.</summary>
/// <param name="command">The command.</param>
/// <param name="earlier">The journal.</param>
internal sealed class SubmissionInput(SubmitCommand command, EarlierSubmissions earlier)
{
    private static readonly ConcurrentDictionary<Type, RowColumns> Known = new();

    private readonly RowColumns _known = Known.GetOrAdd(command.GetType(), static type => new RowColumns(type));
    private readonly HashSet<string> _warned = new(StringComparer.OrdinalIgnoreCase);
    private int _number;
    private bool _hasWarnedOfEncoding;

    /// <summary>True after the first row of a file that was not read right: its other rows are skipped.</summary>
    private bool _isMisread;

    /// <summary>Reads an argument; a null text for a submission that other parameters describe.</summary>
    public SubmissionRow ReadArgument(string? text)
    {
        PSObject? input = text is null ? null : PSObject.AsPSObject(text);
        return FaultOfFile(text) is { } fault ? Faulty(input, fault) : RowOf(input, target: null, number: 0);
    }

    /// <summary>Reads an object from the pipeline.</summary>
    /// <returns>Null for a blank row, and after the first row of a file that was not read right.</returns>
    public SubmissionRow? ReadPiped(PSObject? input)
    {
        _number++;
        if (input is null)
        {
            return Faulty(input, "The input is null.");
        }

        if (input.BaseObject is string text)
        {
            if (_isMisread)
            {
                return null;
            }

            if (FaultOfFile(text) is { } fault)
            {
                _isMisread = CsvDelimiter.Count(text, _known.Contains) > 1;
                return Faulty(input, fault);
            }
        }
        else if (UserColumns.KindOf(input) is { } type)
        {
            return ReadObject(ClipInput.WithProperties(input), type);
        }

        SubmissionRow row = RowOf(input, TargetOf(input), _number);
        if (row.IsBlank)
        {
            return null;
        }

        if (row.FaultOfCell is { } unreadable)
        {
            return Faulty(input, unreadable);
        }

        if (input.BaseObject is PSCustomObject or IDictionary)
        {
            if (CsvDelimiter.FaultOf(row.Headers, _known.Contains) is { } fault)
            {
                bool isFirst = !_isMisread;
                _isMisread = true;
                return isFirst ? Faulty(input, fault) : null;
            }

            WarnOfSimilar(row.Headers);
        }

        WarnOfEncoding(row);
        return row;
    }

    private static object TargetOf(PSObject input) =>
        input.BaseObject is PSCustomObject ? input : input.BaseObject;

    private SubmissionRow RowOf(PSObject? input, object? target, int number, JournalOrigin? origin = null) =>
        new(command, _known, input, target, number) { Origin = origin };

    private SubmissionRow Faulty(PSObject? input, string fault) =>
        new(command, _known, input: null, input is null ? null : TargetOf(input), _number)
        {
            Fault = new SunoApiException(SunoErrorKind.InvalidArgument, fault),
        };

    /// <summary>Reads an object of this module, which can be from another process or a row of a CSV file.</summary>
    private SubmissionRow ReadObject(PSObject input, Type type)
    {
        if (type == typeof(SunoSubmissionRecord))
        {
            LanguagePrimitives.TryConvertTo(
                input.Properties[nameof(SunoSubmissionRecord.SubmitTime)]?.Value, out DateTime time);
            return ReadEntry(input, input, new JournalOrigin(
                SubmitCommand.TextOf(input, nameof(SunoSubmissionRecord.Gateway)),
                time,
                Is(input, nameof(SunoSubmissionRecord.State), SunoSubmissionState.Accepted)));
        }

        if (type == typeof(SunoTask) && Is(input, nameof(SunoTask.Status), SunoTaskStatus.Failure))
        {
            string taskId = SubmitCommand.TextOf(input, nameof(SunoTask.TaskId));
            string gateway = SubmitCommand.TextOf(input, nameof(SunoTask.Gateway));
            if (earlier.FindTask(taskId, gateway.Length == 0 ? null : gateway) is not { } entry)
            {
                return Faulty(input, $"Nothing was submitted: the journal has no entry of task '{taskId}', which says "
                    + "what to submit again.");
            }

            SunoSubmissionRecord record = entry.ToRecord();
            var columns = (PSObject)UserColumns.Add(PSObject.AsPSObject(record), UserColumns.Of(input));
            return ReadEntry(columns, input, new JournalOrigin(record.Gateway, record.SubmitTime, IsAccepted: false));
        }

        return command.RefusalOf(input, type) is { } refusal
            ? Faulty(input, refusal)
            : RowOf(input, TargetOf(input), _number);
    }

    /// <summary>True if a property of an object has a value, as a word or, from JSON, as a number.</summary>
    private static bool Is<T>(PSObject input, string property, T value)
        where T : struct, Enum =>
        LanguagePrimitives.TryConvertTo(input.Properties[property]?.Value, out T found) && found.Equals(value);

    /// <summary>Returns the command that submits a kind of the journal; null for none.</summary>
    private static string? CommandOf(string kind) => kind switch
    {
        SunoMusicSubmission.KindName => "Submit-SunoMusic",
        SunoLyricsSubmission.KindName => "Submit-SunoLyrics",
        SunoJoinSubmission.KindName => "Join-SunoClip",
        SunoAudioSubmission.KindName => "Submit-SunoAudio",
        _ => null,
    };

    private SubmissionRow ReadEntry(PSObject entry, PSObject input, JournalOrigin origin)
    {
        string kind = SubmitCommand.TextOf(entry, nameof(SunoSubmissionRecord.Kind));
        return kind == command.Kind
            ? RowOf(entry, TargetOf(input), _number, origin)
            : Faulty(input, CommandOf(kind) is { } other
                ? $"Nothing was submitted: the input is a submission of {other}. Pipe it to {other}."
                : "Nothing was submitted: the entry of the journal does not say what was submitted.");
    }

    /// <summary>Warns once of a text that was read with the wrong encoding.</summary>
    private void WarnOfEncoding(SubmissionRow row)
    {
        if (_hasWarnedOfEncoding)
        {
            return;
        }

        string? notUtf8 = row.ColumnOf(static text => text.AsSpan().IndexOf('\uFFFD') >= 0);
        if ((notUtf8 ?? row.ColumnOf(HasSplitLetters)) is { } column)
        {
            _hasWarnedOfEncoding = true;
            string encoding = notUtf8 is null ? "utf8" : "ansi; in Windows PowerShell, -Encoding Default";
            command.Warn(
                $"{row.Label} has unreadable characters in the column '{column}': the file is in another encoding. "
                + $"Read it with Import-Csv -Encoding {encoding}.");
        }
    }

    /// <summary>True for a text with letters of UTF-8 that were read byte by byte.</summary>
    private static bool HasSplitLetters(string text)
    {
        for (int i = 1; i < text.Length; i++)
        {
            if (text[i] is >= '\u00A1' and <= '\u00BF' && text[i - 1] is '\u00C2' or '\u00C3')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Warns once of each column that looks like a misspelled parameter.</summary>
    private void WarnOfSimilar(IEnumerable<string> headers)
    {
        foreach (string header in headers.Where(header => _known.ParameterOf(header) is null && _warned.Add(header)))
        {
            if (_known.FindSimilar(header) is { } similar)
            {
                command.Warn($"The column '{header}' looks like {similar}, but has another name: it is not submitted.");
            }
        }
    }

    /// <summary>
    /// Returns the fault of a text that is the name of a file, or the first line of a CSV file: nobody wants to pay for
    /// it. Null for any other text.
    /// </summary>
    private string? FaultOfFile(string? text)
    {
        if (text is null || text.Length > 260 || text.AsSpan().IndexOfAny('\r', '\n') >= 0)
        {
            return null;
        }

        string name = command.MyInvocation.MyCommand.Name;
        return CsvDelimiter.Count(text, _known.Contains) > 1
                ? $"'{ShownText.Line(text)}' looks like the first line of a CSV file. Submit its rows: "
                    + $"Import-Csv <file> | {name}"
            : command.IsFile(text)
                ? $"'{ShownText.Line(text)}' is the name of a file. Submit the rows of its CSV file: "
                    + $"Import-Csv '{Path.ChangeExtension(text, "csv")}' | {name}"
            : null;
    }
}
