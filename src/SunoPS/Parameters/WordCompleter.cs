using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SunoPS.Commands;

/// <summary>Completes an argument from a list of suggested words.</summary>
public abstract class WordCompleter : IArgumentCompleter
{
    private protected WordCompleter()
    {
    }

    private protected abstract IEnumerable<string> Words { get; }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string begun = (wordToComplete ?? "").Trim('\'', '"');
        return Words.Where(word => word.StartsWith(begun, StringComparison.OrdinalIgnoreCase))
            .Select(word => new CompletionResult(word));
    }
}

/// <summary>Completes the names of the known gateways.</summary>
public sealed class GatewayCompleter : WordCompleter
{
    private protected override IEnumerable<string> Words => SunoGateway.Known.Select(gateway => gateway.Name!);
}

/// <summary>Completes the actions that every gateway supports.</summary>
public sealed class ActionCompleter : WordCompleter
{
    private protected override IEnumerable<string> Words => ["MUSIC", "LYRICS"];
}

/// <summary>Completes the models of Suno.</summary>
public sealed class ModelCompleter : WordCompleter
{
    private protected override IEnumerable<string> Words => SunoModel.Known;
}

/// <summary>Completes the gateways of the journal of submissions.</summary>
public sealed class JournalGatewayCompleter : WordCompleter
{
    private protected override IEnumerable<string> Words
    {
        get
        {
            try
            {
                SunoSubmissionJournal? journal = EnvironmentSettings.OpenJournal();
                IEnumerable<string?> gateways = journal?.Read().Select(record => record.Gateway) ?? [];
                return [.. gateways.OfType<string>().Distinct(StringComparer.Ordinal)];
            }
            catch (SunoApiException)
            {
                // The command itself reports the error.
                return [];
            }
        }
    }
}
