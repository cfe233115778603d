namespace SunoPS.Client.Tests.Submissions;

/// <summary>After any fault, each submission is accepted, rejected, or reported as unknown.</summary>
public sealed class SubmissionFaultTests : SubmissionTests
{
    private const int Count = 4;

    private static readonly SunoConnectionOptions Impatient = new()
        { MaximumRetryCount = 2, SubmissionTimeoutSec = 4, ThrottleLimit = 3, MaximumResponseBytes = 1024 * 1024 };

    private static readonly SunoConnectionOptions Patient = Impatient with { SubmissionTimeoutSec = 100 };

    public static TheoryData<FaultKind, bool, int> Faults()
    {
        var faults = new TheoryData<FaultKind, bool, int>();
        foreach (
            FaultKind kind in Enum.GetValues<FaultKind>()
                .Except([FaultKind.ResetInHandshake, FaultKind.Redirect, FaultKind.Status]))
        {
            faults.Add(kind, false, 0);
            if (kind != FaultKind.UnsafeError)
            {
                // A gateway does not write an error after it has accepted the submission.
                faults.Add(kind, true, 0);
            }
        }

        foreach (int status in new[] { 408, 500, 502, 504, 520 })
        {
            faults.Add(FaultKind.Status, false, status);
            faults.Add(FaultKind.Status, true, status);
        }

        // With these statuses, the gateway has certainly rejected the submission.
        foreach (int status in new[] { 400, 404, 429, 501 })
        {
            faults.Add(FaultKind.Status, false, status);
        }

        faults.Add(FaultKind.Redirect, false, 0);
        return faults;
    }

    [Theory(Timeout = Deadlock)]
    [MemberData(nameof(Faults))]
    public async Task No_accepted_submission_is_lost(FaultKind kind, bool isAfterWork, int status)
    {
        var fault = new GatewayFault { Kind = kind, IsAfterWork = isAfterWork, DribbleMilliseconds = 200, Times = 2 };
        Gateway.Faults.Add(status == 0 ? fault : fault with { Status = status, IsHtml = isAfterWork });
        SunoSubmission[] submissions =
            [.. Enumerable.Range(1, Count).Select(number => Lyrics with { Name = $"row {number}" })];

        bool isEndless = kind is FaultKind.HangBeforeHeaders or FaultKind.HangInBody or FaultKind.Dribble;

        List<SunoSubmissionResult> results = await SubmitAllAsync(Client(isEndless ? Impatient : Patient), submissions);

        int unknown = results.Count(result => result.Error?.Kind == SunoErrorKind.SubmissionUnknown);
        string[] told = [.. results.Where(result => result.Task is not null).Select(result => result.Task!.TaskId)];
        Assert.Equal(submissions, results.Select(result => result.Submission));
        Assert.InRange(Gateway.Submissions.Accepted, told.Length, told.Length + unknown);
        Assert.Equal(told.Length, told.Distinct().Intersect(Gateway.Submissions.TaskIds).Count());
        if (isEndless)
        {
            // On a busy machine, the time limit can end before a request arrives; none arrives twice.
            Assert.InRange(Gateway.Log.Requests, 0, Count);
            return;
        }

        Assert.Equal(2, Gateway.Faults.Struck);
        if (isAfterWork)
        {
            Assert.Equal((Count, Count), (Gateway.Submissions.Accepted, (int)Gateway.Log.Requests));
        }
    }

    [Theory(Timeout = Deadlock)]
    [Values(false, true)]
    public async Task An_unexpected_error_is_unknown_and_says_so_in_sentences(bool isCancellation)
    {
        var listener = new FailingListener(
            isCancellation ? new OperationCanceledException() : new InvalidOperationException("not for users"));
        SunoClient client = Client(At(SunoGateway.Custom, GatewayDialect.Any), listener: listener);

        SunoSubmissionResult result = Assert.Single(await SubmitAllAsync(client, [Lyrics]));

        Assert.Equal((SunoErrorKind.SubmissionUnknown, Remedy.LookForTask), (result.Error!.Kind, result.Error.Remedy));
        Assert.StartsWith(
            "The gateway may have accepted and charged the submission; an unexpected error occurred: ",
            result.Error.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain("not for users", result.Error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Deadlock)]
    public async Task After_a_rejected_key_nothing_more_is_sent_and_submissions_in_flight_finish()
    {
        Gateway.Faults.Add(new GatewayFault { Kind = FaultKind.Status, Status = 401, IdContains = "second" });
        using SunoSubmissionPipeline pipeline = Client().OpenSubmissionPipeline(3, cancellationToken: Cancel);
        foreach (string prompt in new[] { "first", "second", "third" })
        {
            Assert.True(pipeline.TryAdd(new SunoLyricsSubmission { Prompt = prompt }));
        }

        List<SunoSubmissionResult> results = await pipeline.DrainAsync();

        Assert.Equal(new[] { true, false, true }, results.Select(result => result.Task is not null));
        Assert.False(pipeline.TryAdd(Lyrics));
        Assert.Equal(3, Gateway.Log.Requests);
    }

    [Fact(Timeout = Deadlock)]
    public async Task Requests_in_flight_stay_within_the_limit_and_results_are_in_order()
    {
        Gateway.Latency = TimeSpan.FromMilliseconds(20);
        SunoSubmission[] submissions =
        [.. Enumerable.Range(1, 12).Select(number => new SunoLyricsSubmission { Prompt = $"{number}" })];

        List<SunoSubmissionResult> results = await SubmitAllAsync(Client(), submissions);

        Assert.Equal(submissions, results.Select(result => result.Submission));
        Assert.Equal(12, Gateway.Submissions.Accepted);
        Assert.InRange(Gateway.Log.MaxInFlight, 2, 3);
    }

    /// <summary>Fails after the response was received.</summary>
    private sealed class FailingListener(Exception exception) : IProgress<SunoRequestEvent>
    {
        public void Report(SunoRequestEvent value)
        {
            if (value.Kind == SunoRequestEventKind.Response)
            {
                throw exception;
            }
        }
    }
}
