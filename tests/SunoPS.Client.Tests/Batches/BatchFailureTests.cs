namespace SunoPS.Client.Tests.Batches;

public sealed class BatchFailureTests : GatewayTests
{
    [Fact]
    public async Task A_failed_batch_with_invalid_ids_has_an_error_for_each()
    {
        AnswerJson(Wire.Refusal("get_tasks_failed", "database is locked"), 503);

        List<SunoTaskResult> results = await StreamAsync(["a", "", "b"], new SunoFetchOptions { BatchSize = 3 });

        Assert.Equal(
            [("a", SunoErrorKind.GatewayError), ("", SunoErrorKind.InvalidArgument), ("b", SunoErrorKind.GatewayError)],
            results.Select(result => (result.TaskId, result.Error!.Kind)));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(99)]
    [InlineData(17, 18, 60)]
    public async Task A_row_that_the_gateway_cannot_read_costs_one_id(params int[] rows)
    {
        string[] ids = [.. Enumerable.Range(0, 100).Select(number => TaskIds.Music(number))];
        foreach (int row in rows)
        {
            string error = Wire.Refusal("get_tasks_failed", "sql: Scan error on column index 16");
            Answer(new CannedAnswer { Status = 500, Body = error, IdContains = ids[row], Times = 99 });
        }

        // A part is sent again after 429, but not after 500.
        Answer(Canned.Busy("0", 429) with { IdContains = ids[33] });
        SunoClient client = Client(new SunoConnectionOptions { MaximumRetryCount = 1 });
        List<SunoTaskResult> results = await client.GetTasksAsync(ids, null, Cancel).ToListAsync(Cancel);

        Assert.Equal(ids, results.Select(result => result.TaskId));
        Assert.Equal(rows.Select(row => ids[row]), results.Where(result => result.Task is null)
            .Select(result => result.TaskId));
        Assert.All(
            results.Where(result => result.Task is null),
            result => Assert.Equal(SunoErrorKind.GatewayError, result.Error!.Kind));
        Assert.InRange(Gateway.Log.Requests, 4, 4 + (rows.Length * 2 * 7));
    }
}
