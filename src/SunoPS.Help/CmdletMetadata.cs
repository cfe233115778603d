namespace SunoPS.Help;

/// <summary>The metadata of a cmdlet class.</summary>
internal sealed record CmdletMetadata(
    string Verb,
    string Noun,
    IReadOnlyList<string> ParameterSets,
    IReadOnlyList<ParameterMetadata> Parameters)
{
    /// <summary>The name of the command.</summary>
    public string Name => $"{Verb}-{Noun}";

    /// <summary>The sets for the syntax; a name with an underscore in front is only for the parameter binder.</summary>
    public IEnumerable<string> SyntaxSets =>
        ParameterSets.Where(set => !set.StartsWith('_') || set == ParameterMetadata.AllSets);

    /// <summary>Returns the parameters of one set in the order of <c>Get-Command -Syntax</c>.</summary>
    public IEnumerable<(ParameterMetadata Parameter, ParameterBinding Binding)> SyntaxOf(string parameterSet) =>
        Parameters
            .Select(parameter => (Parameter: parameter, Binding: parameter.BindingIn(parameterSet)))
            .Where(pair => pair.Binding is { Hidden: false })
            .Select(pair => (pair.Parameter, Binding: pair.Binding!))
            .OrderBy(pair => pair.Binding.Position ?? int.MaxValue)
            .ThenBy(pair => pair.Binding.Mandatory ? 0 : 1);
}

/// <summary>A parameter, and its binding in each parameter set.</summary>
internal sealed record ParameterMetadata(string Name, string TypeName, IReadOnlyList<ParameterBinding> Bindings)
{
    /// <summary>The set name of a parameter that belongs to all sets.</summary>
    public const string AllSets = "__AllParameterSets";

    public bool IsSwitch { get; init; }

    public bool IsArray { get; init; }

    public bool SupportsWildcards { get; init; }

    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The members of an enumeration; empty if any value is valid.</summary>
    public IReadOnlyList<string> AcceptedValues { get; init; } = [];

    /// <summary>A sentence about the range of values; null if any value is valid.</summary>
    public string? AcceptedRange { get; init; }

    /// <summary>The text for a parameter that PowerShell adds, or null for a parameter of the class.</summary>
    public string? StandardDescription { get; init; }

    /// <summary>Returns the binding in a set, or null if the parameter is not part of it.</summary>
    public ParameterBinding? BindingIn(string parameterSet) =>
        Bindings.FirstOrDefault(binding => binding.ParameterSet == parameterSet)
        ?? Bindings.FirstOrDefault(binding => binding.ParameterSet == AllSets);
}

/// <summary>One <c>ParameterAttribute</c>; a null position means that the parameter is named.</summary>
internal sealed record ParameterBinding(string ParameterSet)
{
    public bool Mandatory { get; init; }

    /// <summary>The position in the code, from 0.</summary>
    public int? Position { get; init; }

    public bool FromPipeline { get; init; }

    public bool FromPipelineByPropertyName { get; init; }

    /// <summary>True if syntax and completion omit the parameter; the list of parameters contains it.</summary>
    public bool Hidden { get; init; }
}
