namespace SunoPS.Client.Tests.Submissions;

/// <summary>Submissions over real HTTP.</summary>
public abstract class SubmissionTests : GatewayTests
{
    private readonly TemporaryFolder _folder = new();

    protected SubmissionTests() => Owned(_folder);

    protected static SunoLyricsSubmission Lyrics { get; } = new() { Prompt = "a harbour at night" };

    /// <summary>Options with early retries.</summary>
    protected static SunoConnectionOptions Retry { get; } = new() { MaximumRetryCount = 3 };

    /// <summary>The journal of the test.</summary>
    private protected SunoSubmissionJournal Journal => SunoSubmissionJournal.Open(Folder);

    private protected IReadOnlyList<SunoSubmissionRecord> Entries => Journal.Read(cancellationToken: Cancel);

    private protected string Folder => _folder.Path;

    protected Task<SunoTask> SubmitAsync(SunoSubmission submission, SunoConnectionOptions? options = null) =>
        Client(options).SubmitAsync(submission, Cancel);

    protected Task<SunoApiException> SubmitErrorAsync(SunoConnectionOptions? options = null) =>
        ErrorOfAsync(() => SubmitAsync(Lyrics, options));

    /// <summary>Submits with one pipeline, three at a time.</summary>
    private protected static async Task<List<SunoSubmissionResult>> SubmitAllAsync(
        SunoClient client, IEnumerable<SunoSubmission> submissions)
    {
        var results = new List<SunoSubmissionResult>();
        using SunoSubmissionPipeline pipeline = client.OpenSubmissionPipeline(3, cancellationToken: Cancel);
        foreach (SunoSubmission submission in submissions)
        {
            while (!pipeline.TryAdd(submission) && await pipeline.WaitToReadAsync())
            {
                Assert.True(pipeline.TryRead(out SunoSubmissionResult result));
                results.Add(result);
            }
        }

        results.AddRange(await pipeline.DrainAsync());
        return results;
    }
}
