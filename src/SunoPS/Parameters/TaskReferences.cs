using System.Collections;
using System.Globalization;
using System.Numerics;

namespace SunoPS.Commands;

/// <summary>Reads tasks from input. An object without an id is an error: its text is never an id.</summary>
internal static class TaskReferences
{
    /// <summary>Ends the recursion into lists that contain themselves.</summary>
    private const int MaxDepth = 8;

    /// <summary>Below these, a double and a float have every whole number exactly.</summary>
    private const double MaxExactDouble = 1L << 53;
    private const double MaxExactFloat = 1L << 24;

    private static readonly string[] IdColumns = ["TaskId", "Id", "task_id"];

    /// <summary>Reads the tasks of an argument or a piped object; none of a row of empty cells.</summary>
    public static IEnumerable<SunoTaskReference> Read(object? input, int depth = 0)
    {
        object? value = CellValue.Unwrap(input);

        // Dictionaries and elements of XML are rows.
        IEnumerable? items = LanguagePrimitives.GetEnumerable(value);
        return value switch
        {
            null => [new SunoTaskReference(SunoTaskId.ErrorOf("")!, source: null)],
            SunoTaskReference reference => [reference.Copy()],
            string or char or Guid => [OfText(LanguagePrimitives.ConvertTo<string>(value))],
            sbyte or byte or short or ushort or int or uint or long or ulong or decimal or BigInteger or float
                or double => [OfNumber(input!, value)],
            SunoTask task => [OfObject(task.TaskId, task.Action, task.Gateway, input!)],
            SunoClip clip => [OfObject(clip.TaskId, action: null, gateway: null, input!)],
            SunoLyrics lyrics => [OfObject(lyrics.TaskId, "LYRICS", gateway: null, input!)],
            SunoSubmissionRecord record => [OfObject(record.TaskId, record.Action, record.Gateway, input!)],
            _ when items is null => OfRow(PSObject.AsPSObject(input!), depth),
            _ when depth < MaxDepth => items.Cast<object?>().SelectMany(item => Read(item, depth + 1)),
            _ => [Faulty("The list of task ids is nested too deeply.", input)],
        };
    }

    /// <summary>Returns the state of a submission without a task; null for any other input.</summary>
    public static SunoSubmissionState? StateWithoutTask(SunoTaskReference reference) =>
        !reference.HasId && reference.Source is { } source
            && UserColumns.RowOf(source) is var row && UserColumns.KindOf(row) == typeof(SunoSubmissionRecord)
                ? UserColumns.WordOf<SunoSubmissionState>(row, nameof(SunoSubmissionRecord.State)) : null;

    /// <summary>Chooses the connection for a task. Without one, the reference has an error.</summary>
    public static SunoTaskReference WithConnection(
        SunoTaskReference reference, SunoConnection? given, SunoConnection current)
    {
        try
        {
            reference.Connection = RunspaceState.Current.ConnectionFor(
                reference.Gateway, $"The task '{reference.TaskId}'", given, current);
        }
        catch (SunoApiException fault)
        {
            reference.Fault ??= fault;
        }

        return reference;
    }

    private static SunoTaskReference OfText(string text)
    {
        string id = SunoTaskId.Trim(text);
        return id.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || id.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
                ? Faulty($"'{id}' is an address and not a task id. Give the id that the gateway returned.", text)
            : id.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
                ? Faulty($"'{id}' is the name of a file and not a task id. Pipe its rows: Import-Csv '{id}'.", text)
            : id.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)
                ? Faulty($"'{id}' is the name of a file and not a task id. Pipe its lines: Get-Content '{id}'.", text)
            : new SunoTaskReference(id.Length == 0 ? text : id);
    }

    /// <summary>A single literal such as 00123 still has its typed text.</summary>
    private static SunoTaskReference OfNumber(object input, object value)
    {
        string text = LanguagePrimitives.ConvertTo<string>(input);
        bool isTyped = text != LanguagePrimitives.ConvertTo<string>(value);

        if (value is not (float or double) || isTyped)
        {
            return new SunoTaskReference(text);
        }

        double number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        return number >= 0 && number < (value is float ? MaxExactFloat : MaxExactDouble)
            && Math.Truncate(number) == number
            ? new SunoTaskReference($"{(long)number}")
            : Faulty($"The number {text} is not an exact task id. Give the id as text, in quotation marks.", input);
    }

    private static SunoTaskReference OfObject(string? taskId, string? action, string? gateway, object source) =>
        string.IsNullOrWhiteSpace(taskId)
            ? Faulty("The object has no task id.", source)
            : new(taskId) { Action = action, Gateway = gateway, Columns = UserColumns.Of(source), Source = source };

    private static IEnumerable<SunoTaskReference> OfRow(PSObject row, int depth)
    {
        Column[] cells = [.. UserColumns.CellsOf(row, IdColumns)];
        Column[] ids = [.. IdColumns.SelectMany(name => cells.Where(cell => IsNamed(cell, name)))];
        if (ids.Length == 0)
        {
            return [CsvDelimiter.FaultOf(row) is { } fault ? new(fault, row) : Faulty(NoColumn(row), row)];
        }

        Column id = ids.FirstOrDefault(cell => !CellValue.IsBlank(cell.Value));
        if (id.Key is null)
        {
            return cells.All(cell => CellValue.IsBlank(cell.Value))
                ? [] : [Faulty($"The row has no {ids[0].Key}.", row)];
        }

        if (id.Value is GetValueException unreadable)
        {
            return [Faulty($"The column {id.Key} cannot be read: {unreadable.Message}", row)];
        }

        string? action = TextOf(nameof(SunoTask.Action));
        string? gateway = TextOf(nameof(SunoTask.Gateway));
        string[] read = [nameof(SunoTask.TaskId), nameof(SunoTask.Action), nameof(SunoTask.Gateway), id.Key];
        IReadOnlyList<Column> columns = [.. UserColumns.Of(row).Where(cell => !IsNamed(cell, read))];
        return Read(id.Value, depth + 1).Select(reference => !reference.HasId
            ? reference
            : new SunoTaskReference(reference.TaskId)
            {
                Action = action ?? reference.Action,
                Gateway = gateway ?? reference.Gateway,
                Columns = columns,
                Source = row,
            });

        string? TextOf(string name) =>
            cells.FirstOrDefault(cell => IsNamed(cell, name)).Value is { } value and not GetValueException
                && !CellValue.IsBlank(value)
                ? LanguagePrimitives.ConvertTo<string>(value) : null;
    }

    private static bool IsNamed(Column cell, params string[] names) =>
        names.Contains(cell.Key, StringComparer.OrdinalIgnoreCase);

    private static string NoColumn(PSObject row)
    {
        string[] names = [.. UserColumns.RowOf(row).Properties.Select(property => property.Name).Take(8)];
        return names.Length == 0
            ? $"A value of the type {row.BaseObject.GetType().Name} is not a task id."
            : $"The object has no column TaskId, Id or task_id; found: {string.Join(", ", names)}. Check the column "
                + "names and the delimiter of the file.";
    }

    private static SunoTaskReference Faulty(string message, object? source) =>
        new(SunoApiException.Invalid(message), source);
}
