namespace SunoPS.Client.Tests.Attacks;

/// <summary>The cost of reading, in allocated bytes, is proportional to the size; reading can be canceled.</summary>
public sealed class ReadingWorkTests : GatewayTests
{
    private const int Few = 300;
    private const int Many = 10 * Few;

    private const string Clip = """{"id":"c","audio_url":"https://cdn.example/c.mp3","metadata":{"tags":"a"}}""";

    private static readonly Dictionary<string, Func<int, string>> Shapes = new()
    {
        ["data in an envelope"] = n => $"{{{Times(n, "\"data\":[],")}\"code\":\"success\"}}",
        ["data in an envelope without anything else"] = n => $"{{{Times(n, "\"data\":[],")}\"data\":[]}}",
        ["data with a task, in an envelope"] = n => $"{{{Times(n, "\"data\":[{\"task_id\":\"t\"}],")}\"code\":0}}",
        ["data with a clip, in an envelope"] = n => $"{{{Times(n, $"\"data\":[{Clip}],")}\"code\":\"success\"}}",
        ["data with what is no task, in an envelope"] = n => $"{{{Times(n, "\"data\":[{\"a\":1}],")}\"code\":0}}",
        ["messages in an envelope"] = n => $"{{{Times(n, "\"message\":\"m\",")}\"code\":\"x\"}}",
        ["errors in an envelope"] = n => $"{{{Times(n, "\"error\":{\"code\":\"c\"},")}\"code\":\"x\"}}",
        ["members of an error"] = n => $"{{\"error\":{{{Times(n, "\"code\":\"c\",")}\"message\":\"x\"}}}}",
        ["one unknown name in a task"] = n => Task($"{Times(n, "\"again\":1,")}\"action\":\"MUSIC\""),
        ["different names in a task"] = n => Task($"{Each(n, i => $"\"a{i}\":1,")}\"action\":\"MUSIC\""),
        ["names that differ in case"] = n =>
            Task($"{Each(n, i => i % 2 == 0 ? "\"b\":1," : "\"B\":1,")}\"action\":\"\""),
        ["numbered names"] = n => Task($"{Each(n, i => $"\"b\":1,\"b#{i}\":2,")}\"action\":\"MUSIC\""),
        ["one known name in a task"] = n => Task($"{Times(n, "\"fail_reason\":\"r\",")}\"action\":\"MUSIC\""),
        ["times in a task"] = n => Task($"{Times(n, "\"submit_time\":\"never\",")}\"action\":\"MUSIC\""),
        ["data in a task"] = n => Task($"{Times(n, "\"data\":[],")}\"action\":\"MUSIC\""),
        ["data with a clip, in a task"] = n => Task($"{Times(n, $"\"data\":[{Clip}],")}\"action\":\"MUSIC\""),
        ["data of another kind in a task"] = n => Task($"{Times(n, "\"data\":[1],")}\"action\":\"MUSIC\""),
        ["tasks"] = n => $"[{Times(n, "{\"task_id\":\"t\",\"action\":\"MUSIC\",\"data\":[]},")}null]",
        ["tasks with clips and no action"] = n => $"[{Times(n, $"{{\"task_id\":\"t\",\"data\":[{Clip}]}},")}null]",
        ["tasks by their ids"] = n =>
            $"{{\"data\":{{{Each(n, i => $"\"t{i}\":{{\"task_id\":\"t{i}\"}},")}\"x\":null}}}}",
        ["clips"] = n => Task($"\"data\":[{Times(n, Clip + ",")}null],\"action\":\"MUSIC\""),
        ["clips by their ids"] = n => Task($"\"data\":{{{Each(n, i => $"\"c{i}\":{Clip},")}\"x\":null}}"),
        ["what is no clip, by its ids"] = n => Task($"\"data\":{{{Each(n, i => $"\"c{i}\":{{\"a\":1}},")}\"x\":null}}"),
        ["metadata of a clip"] = n =>
            Task($"\"data\":[{{\"clip_id\":\"c\",{Times(n, "\"metadata\":{\"a\":1},")}\"b\":1}}]"),
        ["metadata in arrays"] = n =>
            Task($"\"data\":[{{\"clip_id\":\"c\",{Times(n, "\"metadata\":[{\"a\":1}],")}\"b\":1}}]"),
        ["prompts of clips"] = n =>
            Task($"\"data\":[{Each(n, i => $"{{\"clip_id\":\"c\",\"prompt\":\"p{i}\"}},")}null]"),
        ["tags"] = n => Task($"\"data\":[{{\"clip_id\":\"c\",\"tags\":[{Times(n, "\"a\",")}\"b\"]}}]"),
        ["tags in arrays"] = n => Task($"\"data\":[{{\"clip_id\":\"c\",\"tags\":[{Times(n, "[\"a\"],")}\"b\"]}}]"),
        ["escapes in a value"] = n => Task($"\"fail_reason\":\"{Times(n, "\\u57ce\\n")}\""),
        ["escapes in a name"] = n => Task($"\"{Times(n, "\\u57ce\\n")}\":1"),
        ["half surrogate pairs"] = n => Task($"\"fail_reason\":\"{Times(n, "\\ud83c")}\""),
        ["tasks in a text"] = n => $"{{\"data\":\"[{Times(n, "{\\\"task_id\\\":\\\"t\\\"},")}null]\"}}",
        ["clips in a text"] = n => Task($"\"data\":\"[{Times(n, "{\\\"clip_id\\\":\\\"c\\\"},")}null]\""),
        ["digits"] = n => Task($"\"progress\":{new string('7', n)},\"a\":{new string('7', n)}"),
    };

    public static TheoryData<string> Names => [.. Shapes.Keys];

    [Theory(Timeout = Deadlock)]
    [MemberData(nameof(Names))]
    public async Task Ten_times_the_size_takes_ten_times_the_memory_and_ends(string name)
    {
        await System.Threading.Tasks.Task.Yield();
        (long fewAllocated, _) = Work(Shapes[name](Few));
        (long allocated, int length) = Work(Shapes[name](Many));

        // New buffers of the pool count too, and have sizes of powers of two.
        Assert.InRange(allocated, 0, (25 * fewAllocated) + (20L * length) + 300_000);
    }

    [Fact]
    public void A_canceled_reading_does_not_begin()
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(Shapes["tasks"](Few));
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => AnswerReader.Read(utf8, cancellationToken: source.Token));
    }

    [Fact]
    public async Task Cancellation_after_the_last_byte_of_a_response_ends_reading()
    {
        AnswerJson(Shapes["tasks"](Few));
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var listener = new StopAtResponse(source);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Client(listener: listener).GetTaskAsync("t", source.Token));
        Assert.True(listener.HasStopped);
    }

    private static (long Allocated, int Length) Work(string json)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(json);
        long before = GC.GetAllocatedBytesForCurrentThread();
        GatewayAnswer answer = AnswerReader.Read(utf8);
        foreach (SunoTask task in answer.Tasks)
        {
            // The first access parses them.
            _ = task.AdditionalProperties.Count;
            _ = task.AdditionalProperties["again"];
            foreach (SunoClip clip in task.Clips)
            {
                _ = clip.AdditionalProperties.Count;
            }
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before, utf8.Length);
    }

    private static string Task(string members) => $"{{\"task_id\":\"t-1\",{members}}}";

    private static string Times(int count, string text) => string.Concat(Enumerable.Repeat(text, count));

    private static string Each(int count, Func<int, string> text) =>
        string.Concat(Enumerable.Range(0, count).Select(text));

    /// <summary>Cancels when the body has been received, before it is parsed.</summary>
    private sealed class StopAtResponse(CancellationTokenSource source) : IProgress<SunoRequestEvent>
    {
        public bool HasStopped { get; private set; }

        public void Report(SunoRequestEvent value)
        {
            if (value.Kind == SunoRequestEventKind.Response)
            {
                HasStopped = true;
                source.Cancel();
            }
        }
    }
}
