using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SunoPS.Commands;

/// <summary>Completes the names of the known gateways.</summary>
public sealed class GatewayCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string? Tip)> Words =>
        SunoGateway.Known.Select(gateway => (gateway.Name!, gateway.BaseUri?.ToString()));
}

/// <summary>Completes the paths of batch requests.</summary>
public sealed class BatchPathCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string? Tip)> Words =>
        [("/suno/fetch", null), ("/suno/submit/fetch", null)];
}

/// <summary>Completes the actions that every gateway supports.</summary>
public sealed class ActionCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string? Tip)> Words => [("MUSIC", null), ("LYRICS", null)];
}

/// <summary>Completes the models of Suno: those that the gateway listed for the key, else the known ones.</summary>
public sealed class ModelCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string? Tip)> Words =>
        (Listed is [_, ..] listed ? listed : SunoModel.Known).Select(model => (model, (string?)null));

    private static string[] Listed =>
        [.. RunspaceState.Current.Models.Where(name => name.StartsWith("chirp", StringComparison.OrdinalIgnoreCase))];
}

/// <summary>Completes a task id from the recent tasks of this session, newest first, with title and status.</summary>
public sealed class TaskIdCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string? Tip)> Words =>
        RunspaceState.Current.SeenTasks.NewestFirst().Select(task => (task.TaskId, (string?)task.ToString()));
}

/// <summary>Completes the id of a clip of these tasks.</summary>
public sealed class ClipIdCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string? Tip)> Words =>
        RunspaceState.Current.SeenTasks.NewestFirst()
            .SelectMany(task => task.ClipIds.Select(id => (id, (string?)task.ToString())));
}

/// <summary>Completes the gateways of the journal of submissions.</summary>
public sealed class JournalGatewayCompleter : JournalCompleter
{
    private protected override string? WordOf(SunoSubmissionRecord record) => record.Gateway;
}

/// <summary>Completes the names in the journal of submissions, newest first.</summary>
public sealed class SubmissionNameCompleter : JournalCompleter
{
    private protected override string? WordOf(SunoSubmissionRecord record) => record.Name;
}

/// <summary>Completes a text of the entries in the journal of submissions.</summary>
public abstract class JournalCompleter : WordCompleter
{
    private protected JournalCompleter()
    {
    }

    private protected override IEnumerable<(string Word, string? Tip)> Words
    {
        get
        {
            try
            {
                IEnumerable<SunoSubmissionRecord> records = EnvironmentSettings.OpenJournal()?.Read() ?? [];
                return [.. records.Select(WordOf).OfType<string>().Where(word => word.Length > 0).Reverse()
                    .Distinct(StringComparer.Ordinal)
                    .Select(word => (WildcardPattern.Escape(word), (string?)word))];
            }
            catch (SunoApiException)
            {
                // The command itself reports the error.
                return [];
            }
        }
    }

    private protected abstract string? WordOf(SunoSubmissionRecord record);
}

/// <summary>Completes the variables that contain a connection.</summary>
public sealed class ConnectionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        PSVariable[] variables =
            [.. shell.AddCommand("Microsoft.PowerShell.Utility\\Get-Variable").Invoke<PSVariable>()];
        return variables
            .Where(variable => variable.Value is SunoConnection or PSObject { BaseObject: SunoConnection })
            .Select(variable => (Text: "$" + variable.Name, variable.Value))
            .Where(item => item.Text.StartsWith(wordToComplete ?? "", StringComparison.OrdinalIgnoreCase))
            .Select(item => new CompletionResult(
                item.Text, item.Text, CompletionResultType.Variable, ShownText.Line($"{item.Value}")));
    }
}
