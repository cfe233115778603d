namespace SunoPS.Client.Tests.Submissions;

/// <summary>Submissions over real HTTP.</summary>
public abstract class SubmissionTests : GatewayTests
{
    /// <summary>A valid submission.</summary>
    protected static SunoLyricsSubmission Lyrics { get; } = new() { Prompt = "a harbour at night" };

    /// <summary>Options with early retries.</summary>
    protected static SunoConnectionOptions Retry { get; } = new() { MaximumRetryCount = 3 };

    protected Task<SunoTask> SubmitAsync(SunoSubmission submission, SunoConnectionOptions? options = null) =>
        Client(options).SubmitAsync(submission, Cancel);

    /// <summary>Returns the error of a submission.</summary>
    protected Task<SunoApiException> SubmitErrorAsync(SunoConnectionOptions? options = null) =>
        Assert.ThrowsAsync<SunoApiException>(() => SubmitAsync(Lyrics, options));
}
