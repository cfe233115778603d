using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SunoPS.Commands;

/// <summary>Completes a task id from the recent tasks of this session, newest first, with title and status.</summary>
public sealed class TaskIdCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string begun = (wordToComplete ?? "").Trim('\'', '"');
        foreach (SeenTask task in RunspaceState.Current.SeenTasks.NewestFirst())
        {
            if (task.TaskId.StartsWith(begun, StringComparison.OrdinalIgnoreCase))
            {
                string tip = task.Title is null
                    ? task.Status.ToString()
                    : $"{ShownText.Line(task.Title)} ({task.Status})";
                yield return new CompletionResult(
                    Quoted(task.TaskId), ShownText.Line(task.TaskId), CompletionResultType.ParameterValue, tip);
            }
        }
    }

    /// <summary>Quotes an id that PowerShell would not parse as one word.</summary>
    private static string Quoted(string id) =>
        id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? id
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(id)}'";
}
