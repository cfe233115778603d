namespace SunoPS.Client.Tests.Batches;

public sealed class BatchMatchingTests : GatewayTests
{
    [Fact]
    public async Task An_id_that_the_gateway_omits_is_an_error_in_its_place()
    {
        IReadOnlyList<SunoTaskResult> results = await Client().GetTaskBatchAsync(
            [TaskIds.Music(1), TaskIds.Unknown(2), TaskIds.Music(3)], cancellationToken: Cancel);

        Assert.Equal([TaskIds.Music(1), TaskIds.Unknown(2), TaskIds.Music(3)], results.Select(result => result.TaskId));
        Assert.Equal([true, false, true], results.Select(result => result.Task is not null));
        Assert.Equal([true, false, true], results.Select(result => result.Error is null));
        Assert.Equal(SunoErrorKind.TaskNotFound, results[1].Error!.Kind);
        Assert.Contains(TaskIds.Unknown(2), results[1].Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"code":"success","message":"","data":null}""")]
    [InlineData("""{"code":"success","message":"","data":[]}""")]
    [InlineData("""{"code":"success","message":"","data":[null]}""")]
    [InlineData("""{"code":"task_not_exist","message":"task_not_exist","data":null}""")]
    public async Task If_the_gateway_knows_none_of_them_each_is_a_separate_error(string answer)
    {
        AnswerJson(answer);

        IReadOnlyList<SunoTaskResult> results = await Client().GetTaskBatchAsync(["a", "b"], cancellationToken: Cancel);

        Assert.Equal(
            [("a", SunoErrorKind.TaskNotFound), ("b", SunoErrorKind.TaskNotFound)],
            results.Select(result => (result.TaskId, result.Error!.Kind)));
        Assert.NotSame(results[0].Error, results[1].Error);
    }

    [Theory]
    [InlineData("""[{"task_id":"a_1","audio_url":"x"},{"task_id":"b_1","audio_url":"y"}]""")]
    [InlineData("""[{"code":"success","data":[{"audio_url":"x"}]},{"code":"success","data":[{"audio_url":"y"}]}]""")]
    public async Task Clips_of_several_tasks_belong_to_none(string data)
    {
        AnswerJson($$"""{"code":"success","data":{{data}}}""");

        IReadOnlyList<SunoTaskResult> results = await Client().GetTaskBatchAsync(["a", "b"], cancellationToken: Cancel);

        Assert.All(results, result => Assert.Equal(SunoErrorKind.InvalidResponse, result.Error?.Kind));
    }

    [Fact]
    public async Task Ids_that_differ_only_in_case_are_distinct()
    {
        AnswerJson(
            Wire.Many(Wire.Task("abc", ""","action":"lower" """), Wire.Task("ABC", ""","notify_hook":"upper" """)));

        IReadOnlyList<SunoTaskResult> results = await Client().GetTaskBatchAsync(
            ["ABC", "abc"], cancellationToken: Cancel);

        Assert.Equal(["ABC", "abc"], Wire.IdsOf(OnlyRequest));
        Assert.Equal(["ABC", "abc"], results.Select(result => result.Task?.TaskId));
        Assert.Equal(["upper", null], results.Select(result => result.Task?.NotifyHook));
    }

    [Fact]
    public async Task A_response_with_an_id_in_other_case_matches_the_id()
    {
        AnswerJson(Wire.Many(Wire.Task("abc")));

        SunoTaskResult result = Assert.Single(await Client().GetTaskBatchAsync(["ABC"], cancellationToken: Cancel));

        Assert.Equal(("ABC", "abc"), (result.TaskId, result.Task?.TaskId));
    }

    [Fact]
    public async Task One_task_does_not_match_two_ids_that_differ_in_case()
    {
        AnswerJson(Wire.Many(Wire.Task("abc")));

        IReadOnlyList<SunoTaskResult> results = await Client().GetTaskBatchAsync(
            ["ABC", "abc", "Abc"], cancellationToken: Cancel);

        Assert.Equal([null, "abc", null], results.Select(result => result.Task?.TaskId));
        Assert.Equal(
            [SunoErrorKind.TaskNotFound, null, SunoErrorKind.TaskNotFound],
            results.Select(result => result.Error?.Kind));
    }

    [Fact]
    public async Task Unrequested_tasks_are_dropped()
    {
        const string Nameless = """{"action":"MUSIC","status":"SUCCESS"}""";
        const string Other = """{"action":"MUSIC","status":"SUCCESS","id":"b"}""";
        AnswerJson(Wire.Many(Wire.Task("stranger"), Wire.Task("a"), Nameless, Other, Wire.Task("another")));

        IReadOnlyList<SunoTaskResult> results = await Client().GetTaskBatchAsync(["a", "b"], cancellationToken: Cancel);

        Assert.Equal(["a", "b"], results.Select(result => result.Task?.TaskId));
    }

    [Theory]
    [InlineData("""status":"IN_PROGRESS","progress":"90%""", """status":"SUCCESS""", "Success")]
    [InlineData("""status":"FAILURE""", """status":"IN_PROGRESS","progress":"90%""", "Failure")]
    [InlineData("""status":"IN_PROGRESS","progress":"20%""", """status":"QUEUED","progress":"10%""", "InProgress")]
    [InlineData("""status":"QUEUED","progress":"10%""", """status":"IN_PROGRESS","progress":"20%""", "InProgress")]
    [InlineData("""status":"QUEUED""", """status":"IN_PROGRESS""", "InProgress")]
    [InlineData("""status":"SUCCESS""", """status":"FAILURE""", "Failure")]
    public async Task Of_two_tasks_with_an_id_the_newer_one_counts(string first, string second, string expected)
    {
        AnswerJson(Wire.Many($$"""{"task_id":"a","{{first}}"}""", $$"""{"task_id":"a","{{second}}"}"""));

        SunoTaskResult result = Assert.Single(await Client().GetTaskBatchAsync(["a"], cancellationToken: Cancel));

        Assert.Equal(expected, result.Task?.Status.ToString());
    }

    [Fact]
    public async Task A_single_fetch_that_returns_another_task_is_not_found()
    {
        AnswerJson(Wire.One(Wire.Task("stranger")));

        SunoApiException error = await FetchErrorAsync();

        Assert.Equal(SunoErrorKind.TaskNotFound, error.Kind);
    }

    [Fact]
    public async Task Ids_with_a_fault_are_not_sent_along_with_the_others_of_their_batch()
    {
        await StreamAsync(["a", "\0", "b", ""], new SunoFetchOptions { BatchSize = 4 });

        Assert.Equal(["a", "b"], Wire.IdsOf(OnlyRequest));
    }

    [Fact]
    public async Task A_repeated_id_is_sent_once_and_has_one_result_however_long_before_it_was_fetched()
    {
        string[] ids = [.. Enumerable.Range(0, 20).Select(number => TaskIds.Music(number % 4)), TaskIds.Music(3)];

        List<SunoTaskResult> results = await StreamAsync(ids, new SunoFetchOptions { BatchSize = 2 });

        Assert.Equal(ids.Take(4), results.Select(result => result.TaskId));
        Assert.Equal([ids[..2], ids[2..4]], Gateway.Log.Entries.Select(Wire.IdsOf).OrderBy(sent => sent[0]));
    }

    [Fact]
    public async Task No_ids_are_no_request()
    {
        Assert.Empty(await Client().GetTaskBatchAsync([], cancellationToken: Cancel));
        Assert.Empty(Gateway.Log.Entries);
    }
}
