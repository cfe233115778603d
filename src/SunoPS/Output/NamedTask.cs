using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Adds the name of a submission to its task, as a note property.</summary>
internal static class NamedTask
{
    private const string Property = "Name";

    /// <summary>Returns the task with its name.</summary>
    /// <param name="task">The task.</param>
    /// <param name="name">
    /// The name; can be empty, so that all rows of a table have the same columns. Null for none.
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
