using System.Collections;
using System.Collections.Concurrent;

namespace SunoPS.Commands;

/// <summary>
/// The user's own columns: what a row or an object has besides the properties of this module. They go with its task,
/// clips and files as note properties.
/// </summary>
internal static class UserColumns
{
    private const string NameColumn = nameof(SunoSubmissionRecord.Name);

    /// <summary>What PowerShell adds to objects from jobs and other machines.</summary>
    private static readonly string[] OfRemoting = ["PSComputerName", "PSShowComputerName", "RunspaceId"];

    /// <summary>Names of members that PowerShell gives to every object.</summary>
    private static readonly string[] Reserved = ["PSObject", "PSBase", "PSAdapted", "PSExtended", "PSTypeNames"];

    private static readonly ConcurrentDictionary<Type, HashSet<string>> Names = new();

    /// <summary>Returns the columns of a row or of an object of this module, in order.</summary>
    public static IReadOnlyList<KeyValuePair<string, object?>> Of(object input)
    {
        var row = PSObject.AsPSObject(input);
        Type? kind = KindOf(row);
        IEnumerable<KeyValuePair<string, object?>> columns = CellsOf(row)
            .Where(cell => cell.Key.Length > 0 && !OfRemoting.Contains(cell.Key, StringComparer.OrdinalIgnoreCase))
            .Select(cell => cell.Value is GetValueException ? new(cell.Key, null) : cell);
        if (kind is not null)
        {
            columns = columns.Where(cell => cell.Key == NameColumn || !IsPropertyOf(kind, cell.Key));
        }

        return row.BaseObject is SunoSubmissionRecord record ? OfRecord(record, columns) : [.. columns];
    }

    /// <summary>Returns the columns of the journal in their order, then those that were added since.</summary>
    private static List<KeyValuePair<string, object?>> OfRecord(
        SunoSubmissionRecord record, IEnumerable<KeyValuePair<string, object?>> added)
    {
        bool lacksName = record.Name is not null && !record.Columns.Any(column => column.Key == NameColumn);
        IEnumerable<KeyValuePair<string, object?>> name = lacksName ? [new(NameColumn, record.Name)] : [];
        return
        [
            .. name.Concat(record.Columns).Concat(added.Where(column => column.Key != NameColumn))
                .GroupBy(column => column.Key, StringComparer.OrdinalIgnoreCase)
                .Select(same => same.Last()),
        ];
    }

    /// <summary>
    /// Returns names and values of a row or dictionary; of any other object only its note properties, and properties
    /// with certain names. The value of a property that cannot be read is the exception.
    /// </summary>
    public static IEnumerable<KeyValuePair<string, object?>> CellsOf(PSObject row, params string[] names)
    {
        if (row.BaseObject is IDictionary dictionary)
        {
            return dictionary.Keys.Cast<object>().Select(key => Cell($"{key}", dictionary[key]));
        }

        IEnumerable<PSPropertyInfo> properties = row.BaseObject is PSCustomObject
            ? row.Properties
            : row.Properties.Where(
                property => property is PSNoteProperty
                    || names.Contains(property.Name, StringComparer.OrdinalIgnoreCase));
        return properties.Where(property => property.IsGettable)
            .Select(property => Cell(property.Name, ValueOf(property)));
    }

    /// <summary>Returns the names of all columns or properties.</summary>
    public static IEnumerable<string> NamesOf(PSObject row) => row.BaseObject is IDictionary
        ? CellsOf(row).Select(cell => cell.Key)
        : row.Properties.Select(property => property.Name);

    /// <summary>
    /// Returns the type of this module that an object has, here, in another process, or as a row of a CSV file; null
    /// for a row of the user.
    /// </summary>
    public static Type? KindOf(PSObject row)
    {
        return Is(typeof(SunoTask), nameof(SunoTask.RawStatus), nameof(SunoTask.IsCompleted)) ? typeof(SunoTask)
            : Is(typeof(SunoClip), nameof(SunoClip.RawStatus), nameof(SunoClip.ClipId)) ? typeof(SunoClip)
            : Is(typeof(SunoLyrics), nameof(SunoLyrics.RawStatus), nameof(SunoLyrics.Text)) ? typeof(SunoLyrics)
            : Is(typeof(SunoSubmissionRecord), nameof(SunoSubmissionRecord.EntryId), nameof(SunoSubmissionRecord.State))
                ? typeof(SunoSubmissionRecord)
            : null;

        bool Is(Type type, params string[] columns) =>
            type.IsInstanceOfType(row.BaseObject)
            || row.TypeNames.Contains("Deserialized." + type.FullName)
            || Array.TrueForAll(columns, column => row.BaseObject is IDictionary dictionary
                ? dictionary.Contains(column)
                : row.Properties[column] is not null);
    }

    /// <summary>Returns the name among columns; null for none.</summary>
    public static string? NameOf(IEnumerable<KeyValuePair<string, object?>> columns) => columns.FirstOrDefault(
        column => column.Key.Equals(NameColumn, StringComparison.OrdinalIgnoreCase)).Value?.ToString();

    /// <summary>Adds columns to an object, and to the clips and lyrics of a task.</summary>
    /// <param name="output">The task, the clip or the file.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="hidden">Receives the columns that are not added: the object has properties of that name.</param>
    /// <returns>The object.</returns>
    public static object Add(
        object output, IReadOnlyList<KeyValuePair<string, object?>> columns, ISet<string>? hidden = null)
    {
        if (columns.Count == 0)
        {
            return output;
        }

        var carrier = PSObject.AsPSObject(output);
        foreach (KeyValuePair<string, object?> column in columns)
        {
            if (IsPropertyOf(carrier.BaseObject.GetType(), column.Key))
            {
                hidden?.Add(column.Key);
                continue;
            }

            carrier.Properties.Remove(column.Key);
            carrier.Properties.Add(new PSNoteProperty(column.Key, column.Value));
        }

        if (carrier.BaseObject is SunoTask task)
        {
            foreach (SunoClip clip in task.Clips)
            {
                Add(clip, columns);
            }

            if (task.Lyrics is not null)
            {
                Add(task.Lyrics, columns);
            }
        }

        return carrier;
    }

    /// <summary>Returns a warning of columns that objects do not show; null for none.</summary>
    /// <param name="objects">The objects, such as "Tasks".</param>
    /// <param name="hidden">The columns.</param>
    /// <param name="where">What becomes of the columns.</param>
    public static string? WarningOf(string objects, IReadOnlyCollection<string> hidden, string where = "not added") =>
        hidden.Count switch
        {
            0 => null,
            1 => $"{objects} have properties named like the column {hidden.First()}, which is {where}.",
            _ => $"{objects} have properties named like the columns "
                + $"{string.Join(", ", hidden.Take(hidden.Count - 1))} and {hidden.Last()}, which are {where}.",
        };

    /// <summary>True if a type has a property of that name, in any case.</summary>
    public static bool IsPropertyOf(Type type, string name) => Names.GetOrAdd(
        type,
        key => new(
            key.GetProperties().Select(property => property.Name).Concat(Reserved), StringComparer.OrdinalIgnoreCase))
        .Contains(name);

    private static KeyValuePair<string, object?> Cell(string name, object? value) =>
        new(name.Trim().Trim('\uFEFF', '"').Trim(), value);

    /// <summary>Returns the value of a property; the exception if it cannot be read.</summary>
    private static object? ValueOf(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException exception)
        {
            return exception;
        }
    }
}
