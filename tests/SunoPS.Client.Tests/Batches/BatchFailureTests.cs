namespace SunoPS.Client.Tests.Batches;

public sealed class BatchFailureTests : GatewayTests
{
    private static readonly string[] Ids = [.. Enumerable.Range(0, 6).Select(number => TaskIds.Music(number))];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_failed_batch_fails_only_its_own_ids(int throttleLimit)
    {
        Answer(
            new CannedAnswer
                { Status = 500, Body = Wire.Refusal("get_tasks_failed", "database is locked"), IdContains = Ids[3] });

        List<SunoTaskResult> results = await StreamAsync(
            Ids, new SunoFetchOptions { BatchSize = 2, ThrottleLimit = throttleLimit });

        Assert.Equal(Ids, results.Select(result => result.TaskId));
        Assert.Equal(
            [null, null, SunoErrorKind.GatewayError, SunoErrorKind.GatewayError, null, null],
            results.Select(result => result.Error?.Kind));
        Assert.Equal([Ids[0], Ids[1], null, null, Ids[4], Ids[5]], results.Select(result => result.Task?.TaskId));
    }

    [Fact]
    public async Task A_failed_batch_with_invalid_ids_has_an_error_for_each()
    {
        AnswerJson(Wire.Refusal("get_tasks_failed", "database is locked"), 500);

        List<SunoTaskResult> results = await StreamAsync(["a", "", "b"], new SunoFetchOptions { BatchSize = 3 });

        Assert.Equal(
            [("a", SunoErrorKind.GatewayError), ("", SunoErrorKind.InvalidArgument), ("b", SunoErrorKind.GatewayError)],
            results.Select(result => (result.TaskId, result.Error!.Kind)));
    }

    [Fact]
    public async Task A_truncated_batch_fails_only_its_own_ids()
    {
        Answer(new CannedAnswer { Body = """{"code":"success","data":[{"task_id":""", IdContains = Ids[0] });

        List<SunoTaskResult> results = await StreamAsync(Ids, new SunoFetchOptions { BatchSize = 3 });

        Assert.Equal(
            [
                SunoErrorKind.InvalidResponse, SunoErrorKind.InvalidResponse, SunoErrorKind.InvalidResponse, null, null,
                null,
            ],
            results.Select(result => result.Error?.Kind));
    }

    [Fact]
    public async Task A_failed_single_fetch_affects_only_its_own_id()
    {
        Answer(new CannedAnswer { Status = 502, Body = "<html><title>Bad Gateway</title></html>", Path = Ids[2] });

        List<SunoTaskResult> results = await StreamAsync(
            Ids, new SunoFetchOptions { OneByOne = true, ThrottleLimit = 2 });

        Assert.Equal(
            [null, null, SunoErrorKind.GatewayError, null, null, null], results.Select(result => result.Error?.Kind));
    }
}
