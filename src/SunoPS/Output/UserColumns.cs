using System.Collections;
using System.Collections.Concurrent;
using System.Data;
using System.Text.RegularExpressions;

namespace SunoPS.Commands;

/// <summary>The user's own columns of a row, which go with its task, clips and files as note properties.</summary>
internal static class UserColumns
{
    private const string NameColumn = nameof(SunoSubmissionRecord.Name);
    private const string EntryColumn = nameof(SunoSubmissionRecord.EntryId);

    /// <summary>What PowerShell adds to objects from jobs and other machines.</summary>
    private static readonly string[] OfRemoting =
        ["PSComputerName", "PSShowComputerName", "PSSourceJobInstanceId", "RunspaceId"];

    /// <summary>Names of members that PowerShell gives to every object.</summary>
    private static readonly string[] Reserved = ["PSObject", "PSBase", "PSAdapted", "PSExtended", "PSTypeNames"];

    /// <summary>The types of this module, and properties by which a row of a CSV file is recognized.</summary>
    private static readonly (Type Type, string[] Properties)[] Kinds =
    [
        (typeof(SunoTask), [nameof(SunoTask.RawStatus), nameof(SunoTask.IsCompleted)]),
        (typeof(SunoClip), [nameof(SunoClip.RawStatus), nameof(SunoClip.ClipId)]),
        (typeof(SunoLyrics), [nameof(SunoLyrics.RawStatus), nameof(SunoLyrics.Text)]),
        (typeof(SunoSubmissionRecord), [EntryColumn, nameof(SunoSubmissionRecord.State)]),
    ];

    private static readonly ConcurrentDictionary<Type, HashSet<string>> Names = new();

    /// <summary>Returns all names and values of a dictionary or a row of a database; null for others.</summary>
    public static IEnumerable<Column>? PairsOf(PSObject input) => input.BaseObject switch
    {
        IDictionary pairs => pairs.Keys.Cast<object>().Select(key => new Column($"{key}", pairs[key])),
        DataRow { RowState: not DataRowState.Deleted } row => row.Table.Columns.Cast<DataColumn>()
            .Select(column => new Column(column.ColumnName, row[column] is DBNull ? null : row[column]))
            .Concat(input.Properties.OfType<PSNoteProperty>().Select(note => new Column(note.Name, note.Value))),
        _ => null,
    };

    /// <summary>Returns one of these as an object with all possible properties; any other object unchanged.</summary>
    public static PSObject RowOf(object input)
    {
        var row = PSObject.AsPSObject(input);
        return PairsOf(row) is { } pairs ? (PSObject)Add(new PSObject(), [.. pairs]) : row;
    }

    /// <summary>Returns a property as text; empty if it is missing.</summary>
    public static string TextOf(PSObject row, string property) =>
        LanguagePrimitives.ConvertTo<string>(row.Properties[property]?.Value);

    /// <summary>Returns a property as a value of an enum, also from its name or number; null if it is none.</summary>
    public static T? WordOf<T>(PSObject row, string property)
        where T : struct, Enum =>
        LanguagePrimitives.TryConvertTo(row.Properties[property]?.Value, out T word) ? word : null;

    /// <summary>Returns the columns of a row or of an object of this module, in order.</summary>
    public static IReadOnlyList<Column> Of(object input)
    {
        PSObject row = RowOf(input);
        Type? kind = KindOf(row);
        IEnumerable<Column> columns = CellsOf(PSObject.AsPSObject(input), [])
            .Where(cell => cell.Key.Length > 0 && !OfRemoting.Contains(cell.Key, StringComparer.OrdinalIgnoreCase)
                && (kind is null || cell.Key == NameColumn || !IsPropertyOf(kind, cell.Key)))
            .Select(cell => cell.Value is GetValueException ? new(cell.Key, null) : cell);
        if (row.BaseObject is SunoSubmissionRecord record)
        {
            // The columns of the journal in their order, then those that were added since.
            bool lacksName = record.Name is not null && !record.Columns.Any(column => column.Key == NameColumn);
            IEnumerable<Column> name = lacksName ? [new(NameColumn, record.Name)] : [];
            columns = name.Concat(record.Columns).Concat(columns.Where(column => column.Key != NameColumn))
                .GroupBy(column => column.Key, StringComparer.OrdinalIgnoreCase).Select(same => same.Last());
        }

        return [.. columns];
    }

    /// <summary>
    /// Returns names and values of a row; of any other object only its note properties, and properties with certain
    /// names. The value of a property that cannot be read is the exception.
    /// </summary>
    public static IEnumerable<Column> CellsOf(PSObject row, IEnumerable<string> names) =>
        PairsOf(row)?.Select(static pair => CellOf(pair.Key, () => pair.Value)) ?? row.Properties
            .Where(property => property.IsGettable && (row.BaseObject is PSCustomObject || property is PSNoteProperty
                || names.Contains(property.Name, StringComparer.OrdinalIgnoreCase)))
            .Select(static property => CellOf(property.Name, () => property.Value));

    /// <summary>Returns the type of this module that an object or a saved one has; null for other rows.</summary>
    public static Type? KindOf(PSObject row) => Array.Find(Kinds, kind =>
        (kind.Type.IsInstanceOfType(row.BaseObject)
            || row.TypeNames.Contains("Deserialized." + kind.Type.FullName)
            || Array.TrueForAll(kind.Properties, name => row.Properties[name] is not null))

        // Other tables have columns of these names, too.
        && (kind.Type != typeof(SunoSubmissionRecord)
            || Regex.IsMatch($"{CellOf("", () => row.Properties[EntryColumn]?.Value).Value}", "^[0-9a-f]{12}$"))).Type;

    public static string? NameOf(IEnumerable<Column> columns) => columns.FirstOrDefault(
        column => column.Key.Equals(NameColumn, StringComparison.OrdinalIgnoreCase)).Value?.ToString();

    /// <summary>Adds columns to an object, and to the parts of a task. Hidden ones are behind a property.</summary>
    public static object Add(object output, IReadOnlyList<Column> columns, ISet<string>? hidden = null)
    {
        if (columns.Count == 0)
        {
            return output;
        }

        var carrier = PSObject.AsPSObject(output);
        foreach (Column column in columns.Where(static column => column.Key.Length > 0))
        {
            if (IsPropertyOf(carrier.BaseObject.GetType(), column.Key))
            {
                if ($"{carrier.Properties[column.Key]?.Value}" != $"{column.Value}")
                {
                    hidden?.Add(column.Key);
                }

                continue;
            }

            carrier.Properties.Remove(column.Key);
            carrier.Properties.Add(new PSNoteProperty(column.Key, column.Value));
        }

        if (carrier.BaseObject is SunoTask task)
        {
            foreach (object part in task.Clips.Concat<object?>([task.Lyrics]).OfType<object>())
            {
                Add(part, columns);
            }
        }

        return carrier;
    }

    /// <summary>Warns of columns that objects, such as "Tasks", do not show.</summary>
    public static void WarnOf(
        IReadOnlyCollection<string> hidden, SunoCommand command, string objects, string where = "not added")
    {
        if (hidden.Count > 0)
        {
            command.Warn(
                $"{objects} have properties named {string.Join(", ", hidden)}: columns of these names are {where}.");
        }
    }

    public static bool IsPropertyOf(Type type, string name) => Names.GetOrAdd(
        type,
        key => new(
            key.GetProperties().Select(property => property.Name).Concat(Reserved), StringComparer.OrdinalIgnoreCase))
        .Contains(name);

    /// <summary>Reads a cell, of which neither getting the value nor converting it to text may fail.</summary>
    private static Column CellOf(string header, Func<object?> valueOf)
    {
        string name = header.Trim().Trim('\uFEFF', '"').Trim();
        try
        {
            object? value = valueOf();
            if (CellValue.Unwrap(value) is not (null or string or IConvertible or IEnumerable))
            {
                LanguagePrimitives.ConvertTo<string>(value);
            }

            return new(name, value);
        }
        catch (Exception exception) when (exception is not PipelineStoppedException)
        {
            return new(name, exception as GetValueException
                ?? new GetValueException((exception.InnerException ?? exception).Message));
        }
    }
}
