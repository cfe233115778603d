namespace SunoPS.Client.Tests.Submissions;

/// <summary>Submissions over real HTTP.</summary>
public abstract class SubmissionTests : GatewayTests
{
    /// <summary>Something that can be submitted.</summary>
    protected static SunoLyricsSubmission Lyrics { get; } = new() { Prompt = "a harbour at night" };

    /// <summary>Failures are repeated where that is allowed, soon.</summary>
    protected static SunoConnectionOptions Retry { get; } = new() { MaximumRetryCount = 3 };

    protected Task<SunoTask> SubmitAsync(SunoSubmission submission, SunoConnectionOptions? options = null) =>
        Client(options).SubmitAsync(submission, Cancel);

    /// <summary>The error that a submission ends in.</summary>
    protected Task<SunoApiException> SubmitErrorAsync(SunoConnectionOptions? options = null) =>
        Assert.ThrowsAsync<SunoApiException>(() => SubmitAsync(Lyrics, options));
}
