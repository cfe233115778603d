using System.Collections;
using System.Globalization;

namespace SunoPS.Commands;

/// <summary>One submission: the values of parameters and of the columns of a row, and the user's own columns.</summary>
internal sealed class SubmissionRow
{
    private readonly SubmitCommand _command;
    private readonly RowColumns _known;
    private readonly string? _text;
    private readonly Column[] _cells;

    public SubmissionRow(SubmitCommand command, RowColumns known, PSObject? input, object? target, int number)
    {
        Target = target;
        Number = number;
        _command = command;
        _known = known;
        _text = input?.BaseObject as string;
        _cells = _text is not null ? [new(command.TextParameter, _text)]
            : input is null ? []
            : [.. UserColumns.CellsOf(input, known.Names)];
        Name = ReadName();
        Columns = input is null || _text is not null ? [] : [.. UserColumns.Of(input)
            .Where(column => IsName(column) || !known.Contains(column.Key))
            .Select(column => CellValue.Unwrap(column.Value) is string cell ? new(column.Key, cell.Trim()) : column)];
        if (Name is { } name && (command.Name is not null || !Columns.Any(IsName)))
        {
            Columns = [new(nameof(SubmitCommand.Name), name), .. Columns.Where(column => !IsName(column))];
        }
    }

    /// <summary>The number in the pipeline, from 1; 0 for an argument.</summary>
    public int Number { get; }

    /// <summary>What the user gave; null for parameters alone.</summary>
    public object? Target { get; }

    /// <summary>The user's own columns, in order, with the name.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>The entry of the journal that is submitted again; null for a new submission.</summary>
    public JournalOrigin? Origin { get; init; }

    /// <summary>Why the row cannot be submitted, or the error of its submission; null for none.</summary>
    public SunoApiException? Fault { get; set; }

    /// <summary>The task, also of an earlier submission that takes the place of this one; null for none yet.</summary>
    public SunoTask? Task { get; set; }

    /// <summary>An equal earlier row, whose result is also that of this one; null for none.</summary>
    public SubmissionRow? Equal { get; set; }

    /// <summary>True if there is a task or a fault: the row is not sent any more.</summary>
    public bool IsSettled => Task is not null || Fault is not null;

    public SunoSubmission? Submission { get; set; }

    public PreparedSubmission? Prepared { get; set; }

    /// <summary>Content and name of the request: rows where they are equal are one submission.</summary>
    public (string Content, string? Name) Key => (Prepared!.Line.Content, Prepared.Line.Name);

    public SunoConnection? Connection { get; set; }

    public string? Name { get; }

    /// <summary>Why the cells of a parameter cannot be read; null if all can.</summary>
    public string? FaultOfCells => _cells.Where(static cell => !CellValue.IsBlank(cell.Value))
        .GroupBy(cell => _known.ParameterOf(cell.Key)).Where(static cells => cells.Key is not null)
        .Select(FaultOf).FirstOrDefault(static fault => fault is not null);

    public IEnumerable<string> Headers => _cells.Select(static cell => cell.Key);

    /// <summary>True for a row of empty cells, or a blank line.</summary>
    public bool IsBlank => _cells.Length > 0 && Array.TrueForAll(_cells, static cell => CellValue.IsBlank(cell.Value));

    public string? ColumnOf(Predicate<string> isMatch) => Array.Find(
        _cells, cell => CellValue.Unwrap(cell.Value) is string text && isMatch(text)).Key;

    public string Label => (Number, Name) switch
    {
        (0, null) => "The submission",
        (0, { } name) => $"'{ShownText.Line(name)}'",
        (_, null) => $"Row {Number}",
        (_, { } name) => $"Row {Number} ('{ShownText.Line(name)}')",
    };

    /// <summary>The columns as the journal keeps them: texts, numbers and Booleans.</summary>
    public IReadOnlyList<Column> PlainColumns =>
    [
        .. Columns.Select(column => new Column(column.Key, CellValue.Unwrap(column.Value) switch
        {
            var plain and (null or string or bool or int or long or double or decimal or DateTime) => plain,
            var other => TextOf(other),
        })),
    ];

    /// <summary>Returns a trimmed text; null if it is missing or blank. An unreadable value is an error.</summary>
    public string? Text(string parameter) => Find(parameter).Value switch
    {
        null => null,
        var value when CellValue.Unwrap(value) is PSCustomObject or (IEnumerable and not string) =>
            throw Unreadable(parameter, "is not a text"),
        var value => Trimmed(TextOf(value)),
    };

    public string? Words(string parameter) =>
        CellValue.Unwrap(Find(parameter).Value) is IEnumerable words and not string
            ? Trimmed(string.Join(", ", words.Cast<object?>().Where(word => !CellValue.IsBlank(word))
                .Select(word => TextOf(word!).Trim())))
            : Text(parameter);

    public bool Flag(string parameter) =>
        CellValue.Flag(Find(parameter).Value) ?? throw Unreadable(parameter, "is not true or false");

    public TimeSpan? Offset(string parameter) =>
        CellValue.TryReadOffset(Find(parameter).Value, out TimeSpan? offset)
            ? offset
            : throw Unreadable(parameter, "is not a position in a song, such as 90.5 or 1:30");

    public IReadOnlyList<Column> Members(string parameter) =>
        Find(parameter).Value is var value && CellValue.IsBlank(value) ? []
            : PlainObject.SortedMembersOf(value) ?? throw Unreadable(parameter, "is not a hashtable or a JSON object");

    private static bool IsName(Column column) =>
        column.Key.Equals(nameof(SubmitCommand.Name), StringComparison.OrdinalIgnoreCase);

    private string TextOf(object value)
    {
        try
        {
            return CellValue.Unwrap(value) is Uri uri
                ? uri.OriginalString
                : (string)LanguagePrimitives.ConvertTo(value, typeof(string), CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is not PipelineStoppedException)
        {
            throw SunoApiException.Invalid(
                $"{Label}: A value cannot be read: {(exception.InnerException ?? exception).Message}");
        }
    }

    /// <summary>Reads the name, which errors of other values have; null if it cannot be read.</summary>
    private string? ReadName()
    {
        try
        {
            object? name = Find(nameof(SubmitCommand.Name)).Value;
            return name is null or GetValueException ? null : Trimmed(TextOf(name));
        }
        catch (SunoApiException)
        {
            return null;
        }
    }

    private static string? Trimmed(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Returns why the cells of one parameter cannot be read, of which only one may have a value.</summary>
    private string? FaultOf(IGrouping<string?, Column> cells)
    {
        (string column, object? value) = cells.First();
        Column other = cells.FirstOrDefault(cell => $"{cell.Value}" != $"{value}");
        return value is GetValueException exception
                ? $"{Label}: The column {ShownText.Line(column)} cannot be read: {exception.Message}"
            : other.Key is not null && !_command.MyInvocation.BoundParameters.ContainsKey(cells.Key!)
                ? $"{Label}: The columns {column} and {other.Key} are both {cells.Key}. Leave one of them empty."
            : null;
    }

    /// <summary>Returns the argument, or else the first cell of the parameter that is not blank.</summary>
    private Column Find(string parameter) =>
        (_text is null || parameter != _command.TextParameter)
        && _command.MyInvocation.BoundParameters.TryGetValue(parameter, out object? argument)
            ? new(parameter, argument)
            : Array.Find(_cells, cell => !CellValue.IsBlank(cell.Value) && _known.ParameterOf(cell.Key) == parameter);

    private SunoApiException Unreadable(string parameter, string fault)
    {
        (string column, object? value) = Find(parameter);
        return SunoApiException.Invalid($"{Label}: '{ShownText.Line($"{value}")}' in the column {column} {fault}.");
    }
}

/// <summary>The entry of the journal that is submitted again; its state is null if its task failed.</summary>
internal sealed record JournalOrigin(string? Gateway, DateTime Time, SunoSubmissionState? State);
