using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SunoPS.Commands;

/// <summary>
/// Makes an unknown field of a script block, because PowerShell takes its text as the name of every file.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FileNameTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is ScriptBlock or PSObject { BaseObject: ScriptBlock } ? "{script block}" : inputData;
}

/// <summary>Completes the fields of a template for file names.</summary>
public sealed class FileNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string template = (wordToComplete ?? "").Trim('\'', '"');
        int brace = template.LastIndexOf('{');
        bool isOpen = brace >= 0 && template.IndexOf('}', brace) < 0;
        string before = isOpen ? template[..brace] : template;
        string start = isOpen ? template[(brace + 1)..] : "";
        return NameField.Names
            .Where(name => name.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            .Select(name => new CompletionResult(
                $"'{CodeGeneration.EscapeSingleQuotedStringContent(before)}{{{name}}}'", $"{{{name}}}",
                CompletionResultType.ParameterValue, $"{{{name}}}"));
    }
}
