using FsCheck;
using FsCheck.Fluent;

namespace SunoPS.Client.Tests.Properties;

/// <summary>Rows that are submitted again and again cost money once, whatever the gateway does in between.</summary>
public sealed class ResumePropertyTests : GatewayTests
{
    private static readonly Gen<GatewayFault> Faults = Gen.OneOf(
        Gen.Elements(429, 500, 502, 503).Select(status => new GatewayFault
            { Kind = FaultKind.Status, Status = status, Rate = 0.5 }),
        from kind in Gen.Elements(FaultKind.ResetBeforeHeaders, FaultKind.CutChunked, FaultKind.EmptyBody)
        from isAfterWork in Gen.Elements(true, false)
        select new GatewayFault { Kind = kind, IsAfterWork = isAfterWork, Rate = 0.5 });

    private static readonly Gen<(int[] Rows, GatewayFault[] Faults)> Cases =
        from rows in Gen.Choose(0, 5).ListOf(8)
        from faults in Faults.ListOf(3)
        select (rows.ToArray(), faults.ToArray());

    [Fact]
    public void A_row_is_charged_at_most_once() => Property.Holds(Cases, 40, async values =>
    {
        using var folder = new TemporaryFolder();
        Gateway.Submissions.Clear();
        foreach (GatewayFault fault in values.Faults)
        {
            Gateway.Faults.Clear();
            Gateway.Faults.Add(fault);
            await SubmitAsync(values.Rows, folder.Path);
        }

        Gateway.Faults.Clear();
        await SubmitAsync(values.Rows, folder.Path);

        int distinct = values.Rows.Distinct().Count();
        Assert.InRange(Gateway.Submissions.Accepted, 0, distinct);
        Assert.Equal(0, await SubmitAsync(values.Rows, folder.Path));
        Assert.Equal(distinct, SunoSubmissionJournal.Open(folder.Path).Read(cancellationToken: Cancel)
            .Select(record => record.Prompt).Distinct().Count());
    });

    /// <summary>Submits the rows that may not have been charged; returns their number.</summary>
    private async Task<int> SubmitAsync(int[] rows, string folder)
    {
        var journal = SunoSubmissionJournal.Open(folder);
        var client = new SunoClient(Client(NoRetry).Connection, listener: null, journal);
        var history = new SubmissionHistory(journal.ReadLines(DateTime.MinValue, Assert.Null, Cancel), isByName: true);
        using SunoSubmissionPipeline pipeline =
            client.OpenSubmissionPipeline(isJournalRequired: true, cancellationToken: Cancel);
        SunoLyricsSubmission[] open =
        [
            .. rows.Distinct().Select(row => new SunoLyricsSubmission { Prompt = $"row {row}" })
                .Where(submission => history.Find(client.Prepare(submission).Line) is null),
        ];
        Assert.All(open, submission => Assert.True(pipeline.TryAdd(submission)));
        List<SunoSubmissionResult> results = await pipeline.DrainAsync();
        Assert.All(results, result => Assert.NotEqual(result.Task is null, result.Error is null));
        Assert.Equal(open.Length, results.Count);
        return results.Count;
    }
}
