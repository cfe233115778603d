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
            if (task.TaskId.StartsWith(begun, StringComparison.OrdinalIgnoreCase)
                && ShownText.Line(task.TaskId) == task.TaskId)
            {
                string tip = task.Title is null
                    ? task.Status.ToString()
                    : $"{ShownText.Line(task.Title)} ({task.Status})";
                yield return new CompletionResult(
                    Quoted(task.TaskId), task.TaskId, CompletionResultType.ParameterValue, tip);
            }
        }
    }

    /// <summary>Quotes an id that PowerShell would not parse as one word: 00123 in a list would become 123.</summary>
    private static string Quoted(string id)
    {
        Ast line = Parser.ParseInput("Get-SunoTask " + id, out _, out _);
        bool isWord = line.Find(IsThisWord, searchNestedScriptBlocks: false) is not null;
        return isWord ? id : $"'{CodeGeneration.EscapeSingleQuotedStringContent(id)}'";

        bool IsThisWord(Ast ast) =>
            ast is StringConstantExpressionAst { StringConstantType: StringConstantType.BareWord } word
            && word.Value == id && ast.Extent.Text == id;
    }
}
