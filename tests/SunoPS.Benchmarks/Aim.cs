namespace SunoPS.Benchmarks;

/// <summary>What a figure is measured against.</summary>
/// <param name="Text">What is compared.</param>
/// <param name="Value">The figure.</param>
/// <param name="Limit">The most that it should be.</param>
/// <param name="Format">How both are printed.</param>
internal sealed record Aim(string Text, double Value, double Limit, string Format)
{
    public bool IsMet => Value <= Limit;
}
