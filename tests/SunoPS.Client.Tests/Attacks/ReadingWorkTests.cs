using System.Text;
using System.Text.Json;

namespace SunoPS.Client.Tests.Attacks;

/// <summary>
/// The work of reading is proportional to the bytes, and stops on cancellation. Counted in tokens and in allocated
/// bytes, so that nothing depends on the machine.
/// </summary>
public sealed class ReadingWorkTests : GatewayTests
{
    /// <summary>
    /// A token has at least one byte, and is passed a few times: to classify an object, and to read it.
    /// </summary>
    public const int MostStepsPerByte = 8;

    private const int Few = 2_000;
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
        ["arrays in arrays"] = n => Task($"\"a\":{new string('[', n)}{new string(']', n)}"),
        ["arrays in a known name"] = n => Task($"\"action\":{new string('[', n)}{new string(']', n)}"),
        ["arrays in data"] = n => $"{{\"data\":{new string('[', n)}{new string(']', n)}}}",
        ["objects in objects"] = n => Task($"\"a\":{Times(n, "{\"a\":")}1{new string('}', n)}"),
        ["objects in data"] = n => $"{{\"data\":{Times(n, "{\"data\":")}1{new string('}', n)}}}",
        ["objects in data of a task"] = n => Task($"\"data\":{Times(n, "{\"a\":")}1{new string('}', n)}"),
        ["escapes in a value"] = n => Task($"\"fail_reason\":\"{Times(n, "\\u57ce\\n")}\""),
        ["escapes in a name"] = n => Task($"\"{Times(n, "\\u57ce\\n")}\":1"),
        ["half surrogate pairs"] = n => Task($"\"fail_reason\":\"{Times(n, "\\ud83c")}\""),
        ["tasks in a text"] = n => $"{{\"data\":\"[{Times(n, "{\\\"task_id\\\":\\\"t\\\"},")}null]\"}}",
        ["clips in a text"] = n => Task($"\"data\":\"[{Times(n, "{\\\"clip_id\\\":\\\"c\\\"},")}null]\""),
        ["digits"] = n => Task($"\"progress\":{new string('7', n)},\"a\":{new string('7', n)}"),
        ["comments"] = n => Task($"{Times(n, "/* */")}\"action\":\"MUSIC\""),
    };

    public static TheoryData<string> Names => [.. Shapes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Ten_times_the_size_takes_ten_times_the_work(string name)
    {
        (long fewSteps, long fewAllocated, _) = Work(Shapes[name](Few));
        (long steps, long allocated, int length) = Work(Shapes[name](Many));

        Assert.InRange(steps, 1, MostStepsPerByte * (long)length);
        Assert.InRange(steps, 0, (11 * fewSteps) + 1000);

        // New buffers of the pool count too, and have sizes of powers of two.
        Assert.InRange(allocated, 0, (25 * fewAllocated) + (20L * length) + 1_000_000);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_token_is_counted_and_no_more_are_passed_after_the_end(string name)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(Shapes[name](Few));
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => new AnswerReader(gateway: null)
            .Read(utf8, "t-1", source.Token));
        Assert.InRange(Work(Shapes[name](Few)).Steps, TokensOf(utf8) - 1, long.MaxValue);
    }

    [Fact]
    public void A_reader_stops_within_a_thousand_tokens()
    {
        byte[] utf8 = Encoding.UTF8.GetBytes($"[{Times(10 * ReadingSteps.CheckInterval, "1,")}2]");
        using var source = new CancellationTokenSource();
        var steps = new ReadingSteps(source.Token);
        Assert.Throws<OperationCanceledException>(() =>
        {
            var reader = new Utf8JsonReader(utf8);
            while (steps.Read(ref reader))
            {
                if (steps.Count == 5_000)
                {
                    source.Cancel();
                }
            }
        });

        Assert.InRange(steps.Count, 5_001, 5_001 + ReadingSteps.CheckInterval);
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

    private static (long Steps, long Allocated, int Length) Work(string json)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(json);
        long before = GC.GetAllocatedBytesForCurrentThread();
        GatewayAnswer answer = new AnswerReader(gateway: null).Read(utf8, "t-1");
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

        return (answer.Steps, GC.GetAllocatedBytesForCurrentThread() - before, utf8.Length);
    }

    private static int TokensOf(byte[] utf8)
    {
        var reader = new Utf8JsonReader(utf8, JsonText.ReaderOptions);
        int count = 0;
        while (reader.Read())
        {
            count++;
        }

        return count;
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
