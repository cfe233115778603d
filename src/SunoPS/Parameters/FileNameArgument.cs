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
        bool isBegun = brace >= 0 && template.IndexOf('}', brace) < 0;
        string before = isBegun ? template[..brace] : template;
        string begun = isBegun ? template[(brace + 1)..] : "";
        return NameField.Names
            .Where(name => name.StartsWith(begun, StringComparison.OrdinalIgnoreCase))
            .Select(name => new CompletionResult(
                $"'{CodeGeneration.EscapeSingleQuotedStringContent(before)}{{{name}}}'", $"{{{name}}}",
                CompletionResultType.ParameterValue, $"{{{name}}}"));
    }
}
