namespace SunoPS.Client.Tests.Attacks;

/// <summary>Attacks of a hostile gateway over real HTTP.</summary>
public sealed class AttackTests : GatewayTests
{
    private static readonly Dictionary<string, Attack> Attacks = Attack.All.ToDictionary(attack => attack.Name);

    public static TheoryData<string> Names => [.. Attacks.Keys];

    [Theory(Timeout = Deadlock)]
    [MemberData(nameof(Names))]
    public async Task An_attack_fails(string name)
    {
        Attack attack = Attacks[name];
        Assert.SkipWhen(
            ClientBuild.IsForDesktop && attack.Kind == SunoErrorKind.InvalidResponse,
            "Only the exceptions of .NET Framework itself tell invalid HTTP there.");
        Gateway.Faults.Add(attack.Fault);
        SunoTask? task = null;
        SunoApiException? error = null;
        try
        {
            task = await Client(listener: Listener).GetTaskAsync(TaskIds.Music(1), Cancel);
        }
        catch (SunoApiException exception)
        {
            error = exception;
        }

        Assert.Equal(attack.Kind, error?.Kind);
        Assert.Null(error is null ? null : KeyForms.FindFault(error) ?? KeyForms.FindKey(error.ToString()));
        Assert.All(Listener.Events, told => Assert.Null(KeyForms.FindFault(told.Message)));
        Assert.Equal(error is null ? TaskIds.Music(1) : null, task?.TaskId);
    }

    [Theory(Timeout = Deadlock)]
    [Values("2147483647", "Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task A_wait_beyond_the_time_limit_is_not_started(string retryAfter)
    {
        Gateway.Faults.Add(new GatewayFault { Kind = FaultKind.Status, Status = 429, RetryAfter = retryAfter });

        SunoApiException error = await FetchErrorAsync(NoRetry with { MaximumRetryCount = 3 });

        Assert.Equal(1, Gateway.Log.Requests);
        Assert.InRange(error.RetryAfter!.Value.TotalDays, 20_000, double.MaxValue);
        Assert.Equal(Remedy.SlowDown, error.Remedy);
    }

    [Fact(Timeout = Deadlock)]
    public async Task Objects_keep_what_was_sent()
    {
        Gateway.Faults.Add(new GatewayFault { Kind = FaultKind.UnsafeText });

        SunoTask task = await Client().GetTaskAsync(TaskIds.Music(1), Cancel);

        string sent = UnsafeCharacters.In($" Bearer {KeyForms.Key}");
        Assert.EndsWith(sent, task.Action, StringComparison.Ordinal);
        Assert.All(task.Clips, clip => Assert.EndsWith(sent, clip.Title, StringComparison.Ordinal));
        Assert.All(task.Clips, clip => Assert.EndsWith(sent, clip.ModelName, StringComparison.Ordinal));
    }

    [Theory(Timeout = Deadlock)]
    [Values(FaultKind.BadChunk, FaultKind.UnsafeError, FaultKind.BadHeader)]
    public async Task A_submission_under_attack_shows_nothing_harmful(FaultKind kind)
    {
        ClientBuild.SkipForDesktop("Only the exceptions of .NET Framework itself tell invalid HTTP there.");
        Gateway.Faults.Add(new GatewayFault { Kind = kind });

        SunoApiException error = await Assert.ThrowsAsync<SunoApiException>(
            () => Client().SubmitAsync(new SunoLyricsSubmission { Prompt = "rain" }, Cancel));

        Assert.Equal(
            kind == FaultKind.UnsafeError ? SunoErrorKind.GatewayError : SunoErrorKind.SubmissionUnknown, error.Kind);
        Assert.Null(KeyForms.FindFault(error) ?? KeyForms.FindKey(error.ToString()));
    }
}
