namespace SunoPS.Benchmarks;

/// <summary>The target of a measured figure.</summary>
/// <param name="Text">The description.</param>
/// <param name="Value">The figure.</param>
/// <param name="Limit">The maximum.</param>
/// <param name="Format">The format of both numbers.</param>
internal sealed record Aim(string Text, double Value, double Limit, string Format)
{
    public bool IsMet => Value <= Limit;
}
