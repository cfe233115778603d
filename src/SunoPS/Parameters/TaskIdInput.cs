using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Finds the task ids in the input of a command: ids, tasks, clips, and rows with a column of ids.</summary>
/// <param name="cmdlet">The command.</param>
internal sealed class TaskIdInput(PSCmdlet cmdlet)
{
    private static readonly string[] Columns = ["TaskId", "Id", "task_id"];

    private bool _hasToldOfBlanks;

    /// <summary>Returns the ids of a record. A record without an id writes an error; a blank line is ignored.</summary>
    /// <param name="taskIds">The parameter <c>-TaskId</c>; null for a null from the pipeline.</param>
    /// <param name="inputObject">The object from the pipeline; null if the ids are an argument.</param>
    public IEnumerable<string> Read(string?[]? taskIds, PSObject? inputObject)
    {
        // PowerShell converts any object to a string, and does not bind a column whose name has blanks.
        if (inputObject is { BaseObject: not string } row && FindColumn(row) is var column && !BindsByName(row))
        {
            if (column is null)
            {
                cmdlet.WriteError(ErrorRecords.Create(NoColumn(row), row));
                yield break;
            }

            taskIds = [LanguagePrimitives.ConvertTo<string>(column.Value)];
        }

        foreach (string? taskId in taskIds ?? [null])
        {
            string id = SunoTaskId.Trim(taskId);
            if (id.Length > 0)
            {
                yield return id;
            }
            else if (taskId is null || inputObject is null)
            {
                yield return taskId ?? "";
            }
            else if (!_hasToldOfBlanks)
            {
                _hasToldOfBlanks = true;
                DebugSafe.WriteVerbose(cmdlet, "Ignored a blank line; further ones are ignored without a message.");
            }
        }
    }

    private static bool BindsByName(PSObject row) => Array.Exists(Columns, name => row.Properties[name] is not null);

    private static PSPropertyInfo? FindColumn(PSObject row) =>
        row.Properties.FirstOrDefault(
            property => Columns.Contains(property.Name.Trim().Trim('\uFEFF', '"'), StringComparer.OrdinalIgnoreCase));

    private static SunoApiException NoColumn(PSObject row)
    {
        string found = string.Join(", ", row.Properties.Select(property => property.Name).Take(8));
        return new SunoApiException(
            SunoErrorKind.InvalidArgument,
            $"The object has no column {string.Join(", ", Columns.Take(2))} or {Columns[2]}; found: {found}. "
            + "Check the column names and the delimiter of the file.");
    }
}
