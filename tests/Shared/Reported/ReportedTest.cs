namespace SunoPS.Reported;

/// <summary>The outcome of one test that ran in another process.</summary>
/// <param name="Name">The full name.</param>
/// <param name="Outcome">Passed, Failed, Skipped or NotRun.</param>
/// <param name="Seconds">The duration in seconds.</param>
/// <param name="Message">Why the test failed or was skipped; null otherwise.</param>
public sealed record ReportedTest(string Name, string Outcome, double Seconds, string? Message)
{
    public const string Passed = nameof(Passed);
    public const string Failed = nameof(Failed);
    public const string NotRun = nameof(NotRun);
    public const string Skipped = nameof(Skipped);

    /// <summary>
    /// Replaces all tests of a run that is not possible here. The reason is part of the name, which every runner shows.
    /// </summary>
    public static ReportedTest Skip(string reason) => new($"not run, {reason}", Skipped, 0, reason);

    public static ReportedTest Fault(string message) => new("the run as a whole", Failed, 0, message);

    /// <summary>Reports the outcome to xunit.</summary>
    public void Report()
    {
        switch (Outcome)
        {
            case Passed:
                break;
            case Failed:
                // Some runners show the message without the name of the test.
                Xunit.Assert.Fail($"{Name}\n{Message ?? "There is no reason."}");
                break;
            default:
                Xunit.Assert.Skip(string.IsNullOrEmpty(Message) ? Outcome : Message);
                break;
        }
    }
}
