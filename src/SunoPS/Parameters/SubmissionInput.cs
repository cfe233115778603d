using System.Text.RegularExpressions;

namespace SunoPS.Commands;

/// <summary>Reads what a command submits: arguments, texts, rows, entries of the journal and failed tasks.</summary>
internal sealed class SubmissionInput(SubmitCommand command, SubmitJournal journal)
{
    private readonly RowColumns _known = new(command.GetType());
    private readonly HashSet<string> _warned = new(StringComparer.OrdinalIgnoreCase);
    private int _number;
    private bool _hasWarnedOfEncoding;

    /// <summary>True after the first row of a file that was not read right: its other rows are skipped.</summary>
    private bool _isMisread;

    /// <summary>Reads an argument; a null text for a submission that other parameters describe.</summary>
    public SubmissionRow ReadArgument(string? text)
    {
        PSObject? input = text is null ? null : PSObject.AsPSObject(text);
        return FaultOfFile(text) is { } fault ? Faulty(input, fault) : RowOf(input, target: null);
    }

    /// <summary>Reads an object of the pipeline; null for a blank row, or a further row of a misread file.</summary>
    public SubmissionRow? ReadPiped(PSObject? input)
    {
        _number++;
        return input switch
        {
            null => Faulty(input, "The input is null."),
            { BaseObject: string } when _isMisread => null,
            { BaseObject: string text } when FaultOfFile(text) is { } fault => Faulty(input, fault),
            _ when UserColumns.RowOf(input) is var row && UserColumns.KindOf(row) is { } type =>
                ReadObject(row, input, type),
            _ => ReadRow(input),
        };
    }

    private static object? TargetOf(PSObject? input) => input?.BaseObject is PSCustomObject ? input : input?.BaseObject;

    private SubmissionRow RowOf(PSObject? input, object? target, JournalOrigin? origin = null) =>
        new(command, _known, input, target, _number) { Origin = origin };

    private SubmissionRow Faulty(PSObject? input, string fault) =>
        new(command, _known, input: null, TargetOf(input), _number) { Fault = SunoApiException.Invalid(fault) };

    private SubmissionRow? ReadRow(PSObject input)
    {
        SubmissionRow row = RowOf(input, TargetOf(input));
        if (row.IsBlank)
        {
            return null;
        }

        if (row.FaultOfCells is { } unreadable)
        {
            return Faulty(input, unreadable);
        }

        if (input.BaseObject is PSCustomObject || UserColumns.PairsOf(input) is not null)
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

    /// <summary>Reads an object of this module, which can be from another process or a row of a CSV file.</summary>
    private SubmissionRow ReadObject(PSObject row, PSObject input, Type type)
    {
        if (type == typeof(SunoSubmissionRecord))
        {
            return ReadEntry(row, input, hasFailed: false);
        }

        if (type == typeof(SunoTask)
            && UserColumns.WordOf<SunoTaskStatus>(row, nameof(SunoTask.Status)) == SunoTaskStatus.Failure)
        {
            string taskId = UserColumns.TextOf(row, nameof(SunoTask.TaskId));
            string gateway = UserColumns.TextOf(row, nameof(SunoTask.Gateway));
            if (journal.FindTask(taskId, gateway.Length == 0 ? null : gateway) is not { } entry)
            {
                return Faulty(input, $"Nothing was submitted: the journal has no entry of task '{taskId}', which says "
                    + "what to submit again.");
            }

            // Columns can correct the submitted texts.
            var record = PSObject.AsPSObject(entry.ToRecord());
            foreach (Column column in UserColumns.Of(row).Where(column => !CellValue.IsBlank(column.Value)))
            {
                record.Properties.Add(new PSNoteProperty(column.Key, column.Value));
            }

            return ReadEntry(record, input, hasFailed: true);
        }

        return command.RefusalOf(row, type) is { } refusal ? Faulty(input, refusal) : RowOf(row, TargetOf(input));
    }

    /// <summary>Reads an entry of the journal, whose task may have failed after the gateway accepted it.</summary>
    private SubmissionRow ReadEntry(PSObject entry, PSObject input, bool hasFailed)
    {
        LanguagePrimitives.TryConvertTo(
            entry.Properties[nameof(SunoSubmissionRecord.SubmitTime)]?.Value, out DateTime time);
        var state = UserColumns.WordOf<SunoSubmissionState>(entry, nameof(SunoSubmissionRecord.State));
        var origin = new JournalOrigin(
            UserColumns.TextOf(entry, nameof(SunoSubmissionRecord.Gateway)),
            time,
            hasFailed ? null : state ?? SunoSubmissionState.Unknown);
        string kind = UserColumns.TextOf(entry, nameof(SunoSubmissionRecord.Kind));
        string? other = kind switch
        {
            SunoMusicSubmission.KindName => "Submit-SunoMusic",
            SunoLyricsSubmission.KindName => "Submit-SunoLyrics",
            SunoJoinSubmission.KindName => "Join-SunoClip",
            SunoAudioSubmission.KindName => "Submit-SunoAudio",
            _ => null,
        };
        return kind == command.Kind ? RowOf(entry, TargetOf(input), origin)
            : Faulty(input, other is null
                ? "Nothing was submitted: the entry of the journal does not say what was submitted."
                : $"Nothing was submitted: the input is a submission of {other}. Pipe it to {other}.");
    }

    private void WarnOfEncoding(SubmissionRow row)
    {
        string? notUtf8 = row.ColumnOf(static text => text.AsSpan().IndexOf('\uFFFD') >= 0);
        string? readByteByByte = row.ColumnOf(static text => Regex.IsMatch(text, "[\u00C2\u00C3][\u00A1-\u00BF]"));
        if (!_hasWarnedOfEncoding && (notUtf8 ?? readByteByByte) is { } column)
        {
            _hasWarnedOfEncoding = true;
            string encoding = notUtf8 is null ? "utf8" : "ansi; in Windows PowerShell, -Encoding Default";
            command.Warn(
                $"{row.Label} has unreadable characters in the column '{column}': the file is in another encoding. "
                + $"Read it with Import-Csv -Encoding {encoding}.");
        }
    }

    private void WarnOfSimilar(IEnumerable<string> headers)
    {
        foreach (string header in headers.Where(header => !_known.Contains(header) && _warned.Add(header)))
        {
            if (_known.FindSimilar(header) is { } similar)
            {
                command.Warn($"The column '{header}' looks like {similar}, but has another name: it is not submitted.");
            }
        }
    }

    /// <summary>Returns the fault of a text that is a file, or its first line: nobody wants to pay for it.</summary>
    private string? FaultOfFile(string? text)
    {
        if (text is null || text.Length > 260 || text.AsSpan().IndexOfAny('\r', '\n') >= 0)
        {
            return null;
        }

        string name = command.MyInvocation.MyCommand.Name;
        _isMisread = CsvDelimiter.Count(text, _known.Contains) > 1;
        return _isMisread
                ? $"'{ShownText.Line(text)}' looks like the first line of a CSV file. Submit its rows: "
                    + $"Import-Csv <file> | {name}"
            : command.IsFile(text)
                ? $"'{ShownText.Line(text)}' is the name of a file. Submit the rows of its CSV file: "
                    + $"Import-Csv '{Path.ChangeExtension(text, "csv")}' | {name}"
            : null;
    }
}
