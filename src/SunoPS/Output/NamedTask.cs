using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>
/// Lets a task bear its submitter's own name for it, as a note that stays with the object wherever it goes.
/// </summary>
internal static class NamedTask
{
    private const string Property = "Name";

    /// <summary>The task with its name.</summary>
    /// <param name="task">The task.</param>
    /// <param name="name">
    /// The name, also an empty one, so that all rows of a table have the same columns; null for none.
    /// </param>
    public static object Of(SunoTask task, string? name)
    {
        if (name is null)
        {
            return task;
        }

        var named = PSObject.AsPSObject(task);
        named.Properties.Remove(Property);
        named.Properties.Add(new PSNoteProperty(Property, name));
        return named;
    }
}
