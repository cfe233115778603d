namespace SunoPS.Pester;

/// <summary>What became of one test of a Pester file.</summary>
/// <param name="Name">The names of its blocks and its own, with points between.</param>
/// <param name="Outcome">In Pester's words.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Message">Why it failed or was skipped; null where there is nothing to say.</param>
public sealed record PesterTest(string Name, string Outcome, double Seconds, string? Message)
{
    public const string Passed = nameof(Passed);
    public const string Failed = nameof(Failed);
    public const string NotRun = nameof(NotRun);
    public const string Skipped = nameof(Skipped);
}
