using System.Collections;
using System.Management.Automation.Language;

namespace SunoPS.Commands;

/// <summary>Completes words with a description. Does not offer those that a terminal would interpret.</summary>
internal abstract class WordCompleter(Func<IEnumerable<(string Word, string? Tip)>> words, bool areCode = false)
    : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string start = (wordToComplete ?? "").Trim('\'', '"');
        return words()
            .Where(pair => pair.Word.StartsWith(start, StringComparison.OrdinalIgnoreCase)
                && DisplayText.Line(pair.Word) == pair.Word)
            .Select(pair => new CompletionResult(
                areCode ? pair.Word : Quoted(pair.Word), pair.Word, CompletionResultType.ParameterValue,
                ShownText.Line(pair.Tip ?? pair.Word)));
    }

    private protected static IEnumerable<(string Word, string? Tip)> WithoutTips(params IEnumerable<string> words) =>
        words.Select(word => (word, (string?)null));

    /// <summary>Returns a text of the entries in the journal of submissions, newest first.</summary>
    private protected static IEnumerable<(string Word, string? Tip)> OfJournal(
        Func<SunoSubmissionRecord, string?> wordOf)
    {
        try
        {
            IEnumerable<SunoSubmissionRecord> records = EnvironmentSettings.OpenJournal()?.Read() ?? [];
            return [.. records.Select(wordOf).Where(word => !string.IsNullOrEmpty(word)).Reverse()
                .Distinct(StringComparer.Ordinal).Select(word => (WildcardPattern.Escape(word), word))];
        }
        catch (SunoApiException)
        {
            // The command itself reports the error.
            return [];
        }
    }

    /// <summary>Quotes a text that PowerShell would not parse as one word: 00123 in a list would become 123.</summary>
    private static string Quoted(string text)
    {
        Ast line = Parser.ParseInput("Get-SunoTask " + text, out _, out _);
        bool isWord = line.Find(IsThisWord, searchNestedScriptBlocks: false) is not null;
        return isWord ? text : $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

        bool IsThisWord(Ast ast) =>
            ast is StringConstantExpressionAst { StringConstantType: StringConstantType.BareWord } word
            && word.Value == text && ast.Extent.Text == text && text != "--%";
    }
}

internal sealed class GatewayCompleter() : WordCompleter(() =>
    SunoGateway.Known.Select(gateway => (gateway.Name!, gateway.BaseUri?.ToString())));

internal sealed class BatchPathCompleter() : WordCompleter(() => WithoutTips("/suno/fetch", "/suno/submit/fetch"));

/// <summary>Completes the actions that every gateway supports.</summary>
internal sealed class ActionCompleter() : WordCompleter(() => WithoutTips("MUSIC", "LYRICS"));

/// <summary>Completes the models of Suno: those that the gateway listed for the key, else the known ones.</summary>
internal sealed class ModelCompleter() : WordCompleter(() => WithoutTips(
    RunspaceState.Current.Models.Where(name => name.StartsWith("chirp", StringComparison.OrdinalIgnoreCase)).ToArray()
        is { Length: > 0 } listed ? listed : SunoModel.Known));

/// <summary>Completes a task id from the recent tasks of this session, newest first, with title and status.</summary>
internal sealed class TaskIdCompleter() : WordCompleter(() =>
    RunspaceState.Current.SeenTasks.NewestFirst.Select(task => (task.TaskId, task.Tip)));

internal sealed class ClipIdCompleter() : WordCompleter(() => RunspaceState.Current.SeenTasks.NewestFirst
    .SelectMany(task => task.ClipIds.Select(id => (id, task.Tip))));

internal sealed class JournalGatewayCompleter() : WordCompleter(() => OfJournal(record => record.Gateway));

internal sealed class SubmissionNameCompleter() : WordCompleter(() => OfJournal(record => record.Name));

internal sealed class ConnectionCompleter() : WordCompleter(Variables, areCode: true)
{
    private static IEnumerable<(string Word, string? Tip)> Variables()
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return
        [
            .. shell.AddCommand("Microsoft.PowerShell.Utility\\Get-Variable").Invoke<PSVariable>()
                .Where(variable => CellValue.Unwrap(variable.Value) is SunoConnection)
                .Select(variable => ("$" + variable.Name, (string?)$"{variable.Value}")),
        ];
    }
}

internal sealed class FileNameCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string template = (wordToComplete ?? "").Trim('\'', '"');
        int brace = template.LastIndexOf('{');
        int end = brace > template.LastIndexOf('}') ? brace : template.Length;
        string before = template[..end];
        string start = template[end..].TrimStart('{');
        return NameField.Names
            .Where(name => name.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            .Select(name => new CompletionResult(
                $"'{CodeGeneration.EscapeSingleQuotedStringContent(before)}{{{name}}}'", $"{{{name}}}",
                CompletionResultType.ParameterValue, $"{{{name}}}"));
    }
}
