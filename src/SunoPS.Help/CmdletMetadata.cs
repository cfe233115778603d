namespace SunoPS.Help;

internal sealed record CmdletMetadata(
    string Verb, string Noun, string[] ParameterSets, IReadOnlyList<ParameterMetadata> Parameters)
{
    public string Name => $"{Verb}-{Noun}";

    /// <summary>The sets for the syntax; a name with an underscore in front is only for the parameter binder.</summary>
    public IEnumerable<string> SyntaxSets =>
        ParameterSets.Where(set => !set.StartsWith('_') || set == ParameterMetadata.AllSets);

    /// <summary>Returns the parameters of one set in the order of <c>Get-Command -Syntax</c>.</summary>
    public IEnumerable<(ParameterMetadata Parameter, ParameterBinding Binding)> SyntaxOf(string parameterSet) =>
        from parameter in Parameters
        let binding = parameter.BindingIn(parameterSet)
        where binding is { Hidden: false }
        orderby binding.Position ?? int.MaxValue, binding.Mandatory ? 0 : 1
        select (parameter, binding);
}

internal sealed record ParameterMetadata(
    string Name, string TypeName, ParameterBinding[] Bindings, string[] Aliases, string[] AcceptedValues,
    string[] Limits, bool SupportsWildcards = false, string? StandardDescription = null)
{
    /// <summary>The set name of a parameter that belongs to all sets.</summary>
    public const string AllSets = "__AllParameterSets";

    public bool IsSwitch => TypeName == "SwitchParameter";

    public bool IsArray => TypeName.EndsWith("[]", StringComparison.Ordinal);

    public ParameterBinding? BindingIn(string parameterSet) =>
        Array.Find(Bindings, binding => binding.ParameterSet == parameterSet)
        ?? Array.Find(Bindings, binding => binding.ParameterSet == AllSets);
}

/// <summary>One <c>ParameterAttribute</c>. Without a position, it is named; hidden ones have no syntax.</summary>
internal sealed record ParameterBinding(
    string ParameterSet, bool Mandatory = false, int? Position = null, bool FromPipeline = false,
    bool FromPipelineByPropertyName = false, bool Hidden = false);
