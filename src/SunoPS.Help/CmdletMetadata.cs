namespace SunoPS.Help;

/// <summary>What the compiled class says about a cmdlet.</summary>
internal sealed record CmdletMetadata(
    string Verb,
    string Noun,
    IReadOnlyList<string> ParameterSets,
    IReadOnlyList<ParameterMetadata> Parameters,
    IReadOnlyList<string> OutputTypes)
{
    /// <summary>The command as it is typed.</summary>
    public string Name => $"{Verb}-{Noun}";

    /// <summary>What the builder cannot learn from metadata alone, in words; empty for most cmdlets.</summary>
    public IReadOnlyList<string> Unreadable { get; init; } = [];

    /// <summary>The parameters of one set in the order in which <c>Get-Command -Syntax</c> shows them.</summary>
    public IEnumerable<(ParameterMetadata Parameter, ParameterBinding Binding)> SyntaxOf(string parameterSet) =>
        Parameters
            .Select(parameter => (Parameter: parameter, Binding: parameter.BindingIn(parameterSet)))
            .Where(pair => pair.Binding is { Hidden: false })
            .Select(pair => (pair.Parameter, Binding: pair.Binding!))
            .OrderBy(pair => pair.Binding.Position ?? int.MaxValue)
            .ThenBy(pair => pair.Binding.Mandatory ? 0 : 1);
}

/// <summary>A parameter and how it binds in every set it belongs to.</summary>
internal sealed record ParameterMetadata(string Name, string TypeName, IReadOnlyList<ParameterBinding> Bindings)
{
    /// <summary>The set name that stands for membership in every set.</summary>
    public const string AllSets = "__AllParameterSets";

    /// <summary>True for a parameter that takes no value.</summary>
    public bool IsSwitch { get; init; }

    /// <summary>True for a parameter that takes several values.</summary>
    public bool IsArray { get; init; }

    /// <summary>True if wildcard characters mean something.</summary>
    public bool SupportsWildcards { get; init; }

    /// <summary>Other names of the parameter.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The members of an enumeration or of a <c>ValidateSet</c>; empty where any value may do.</summary>
    public IReadOnlyList<string> AcceptedValues { get; init; } = [];

    /// <summary>The words for a <c>ValidateRange</c>, or null.</summary>
    public string? AcceptedRange { get; init; }

    /// <summary>The text for a parameter that PowerShell adds by itself, or null for one of the class.</summary>
    public string? StandardDescription { get; init; }

    /// <summary>How the parameter binds in a set, or null if it is not part of it.</summary>
    public ParameterBinding? BindingIn(string parameterSet) =>
        Bindings.FirstOrDefault(binding => binding.ParameterSet == parameterSet)
        ?? Bindings.FirstOrDefault(binding => binding.ParameterSet == AllSets);
}

/// <summary>One <c>ParameterAttribute</c>; a null position means that the parameter is given by name only.</summary>
internal sealed record ParameterBinding(string ParameterSet)
{
    /// <summary>True if the set cannot do without the parameter.</summary>
    public bool Mandatory { get; init; }

    /// <summary>The position as the code has it, counted from zero.</summary>
    public int? Position { get; init; }

    /// <summary>True if the parameter takes whole pipeline objects.</summary>
    public bool FromPipeline { get; init; }

    /// <summary>True if the parameter takes a property of pipeline objects.</summary>
    public bool FromPipelineByPropertyName { get; init; }

    /// <summary>True if the parameter takes all arguments that are left.</summary>
    public bool FromRemainingArguments { get; init; }

    /// <summary>True if syntax and completion leave the parameter out; the list of parameters has it.</summary>
    public bool Hidden { get; init; }
}
