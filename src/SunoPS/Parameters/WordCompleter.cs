using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SunoPS.Commands;

/// <summary>Completes an argument from suggested words. Does not offer words that a terminal would interpret.</summary>
public abstract class WordCompleter : IArgumentCompleter
{
    private protected WordCompleter()
    {
    }

    /// <summary>The words, each with its description; null for none.</summary>
    private protected abstract IEnumerable<(string Word, string? Tip)> Words { get; }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string start = (wordToComplete ?? "").Trim('\'', '"');
        foreach ((string word, string? tip) in Words)
        {
            if (word.StartsWith(start, StringComparison.OrdinalIgnoreCase) && ShownText.Line(word) == word)
            {
                yield return new CompletionResult(
                    Quoted(word), word, CompletionResultType.ParameterValue, ShownText.Line(tip ?? word));
            }
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
            && word.Value == text && ast.Extent.Text == text;
    }
}
