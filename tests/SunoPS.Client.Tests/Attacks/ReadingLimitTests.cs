namespace SunoPS.Client.Tests.Attacks;

/// <summary>The limits on the tasks of a response, which hold after decompression.</summary>
public sealed class ReadingLimitTests : GatewayTests
{
    private const string Clip = "{\"mv\":1}";
    private const string LargeTask = "{\"task_id\":\"a\",\"data\":[{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}]}";
    private const string TaskInString =
        "{\"task_id\":\"a\",\"data\":\"[{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}]\"}";

    private const string TaskOfClips = "{\"task_id\":\"a\",\"action\":\"MUSIC\",\"data\":[";

    public static TheoryData<string, string, int, string, string> TooMuch => new()
    {
        { TaskOfClips, Clip, 10_001, "]}", "too many clips or fields" },
        { "[", Clip, 10_001, "]", "too many clips or fields" },
        { "{\"data\":{\"data\":{\"data\":[", Clip, 10_001, "]}}}", "too many clips or fields" },
        { TaskOfClips, $"{{\"mv\":\"{new string('m', 1000)}\"}}", 8400, "]}", "too many clips or fields" },
        { "{\"task_id\":\"a\",\"x\":[", new string('1', 1000), 8600, "]}", "a task larger than 8 MiB" },
        { "{\"code\":1,\"data\":[{\"task_id\":\"a\"", ",\"x#\":1", 170_000, "}]}", "too many clips or fields" },
        { "{\"x\":1", ",\"x#\":1", 170_000, "}", "too many clips or fields" },
        { TaskOfClips + "{\"mv\":1,\"metadata\":[", "{}", 10_001, "]}]}", "too many clips or fields" },
        { "[", TaskInString, 1000, "]", "too many large tasks" },
        { "[", LargeTask, 1000, "]", "too many large tasks" },
        { "", "[", 200, "", "more than 128 levels deep" },
    };

    [Theory]
    [MemberData(nameof(TooMuch))]
    public async Task A_response_beyond_a_limit_is_an_error_for_each_id(
        string head, string unit, int times, string tail, string words)
    {
        string separator = unit[^1] == '}' || char.IsAsciiDigit(unit[0]) ? "," : "";
        Answer(Canned.Encoded(
            "gzip", Compressed.Gzip(head + string.Join(separator, Enumerable.Range(0, times).Select(Unit)) + tail)));

        IReadOnlyList<SunoTaskResult> results = await Client().GetTaskBatchAsync(["a", "b"], cancellationToken: Cancel);

        Assert.All(results, result => Assert.Equal(SunoErrorKind.InvalidResponse, result.Error!.Kind));
        Assert.All(results, result => Assert.Contains(words, result.Error!.Message, StringComparison.Ordinal));

        string Unit(int number) => unit.Replace("#", $"{number}", StringComparison.Ordinal);
    }

    [Theory]
    [Values("{\"task_id\":\"x\",\"action\":\"MUSIC\"}", "{\"task_id\":1}")]
    public void Tasks_that_are_not_requested_are_not_kept(string tasks)
    {
        string body = $"{{\"code\":\"success\",\"data\":[{string.Join(',', Enumerable.Repeat(tasks, 1000))}]}}";

        GatewayAnswer answer = AnswerReader.Read(
            Encoding.UTF8.GetBytes(body), ids: ["a", "A", "ab"], cancellationToken: Cancel);

        Assert.Empty(answer.Tasks);
        Assert.Equal(1000, answer.TaskCount);
    }
}
