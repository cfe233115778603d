using System.Net.Http.Headers;

namespace SunoPS.Client.Tests.Batches;

/// <summary>
/// The cost of reading and fetching, in figures without a clock. The bounds are just above the current values.
/// </summary>
public sealed class ReadingCostTests : GatewayTests
{
    private const int TaskCount = 100;
    private const int ClipCount = 2 * TaskCount;

    [Theory(Timeout = Deadlock)]
    [InlineData("suno/fetch", 2400)]
    [InlineData("seed-002/suno/fetch", 2500)]
    public async Task A_clip_and_its_share_of_the_task_allocate_no_more_than_this(string path, int bound)
    {
        byte[] answer = await FetchAsync(path);
        GatewayAnswer first = AnswerReader.Read(answer, "gateway", ids: null, Cancel);
        Assert.Equal(ClipCount, first.Tasks.Sum(task => task.Clips.Count));

        long before = GC.GetAllocatedBytesForCurrentThread();
        AnswerReader.Read(answer, "gateway", ids: null, Cancel);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // .NET 8 and the build for Windows PowerShell box more values.
        bool isNewest = Environment.Version.Major >= 10 && !ClientBuild.IsForDesktop;
        Assert.InRange(allocated / ClipCount, 1, isNewest ? bound : bound * 8 / 5);
    }

    [Fact]
    public void The_response_that_prepares_the_reader_has_all_that_readers_compile()
    {
        SunoTask task = Assert.Single(AnswerReader.Read(AnswerReader.Sample, "gateway", ids: null, Cancel).Tasks);

        Assert.Equal((SunoTaskStatus.Success, 100), (task.Status, task.Progress));
        Assert.Equal(["2", "4"], task.Clips.Select(clip => clip.ClipId));
        Assert.Equal([1.5, 219], task.Clips.Select(clip => clip.Duration?.TotalSeconds ?? 0));
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_listener_that_does_not_show_responses_gets_none()
    {
        var listener = new RequestListener();

        await Client(listener: listener).GetTaskAsync(TaskIds.Music(1), Cancel);

        Assert.Equal([SunoRequestEventKind.Request], listener.Kinds);
    }

    private async Task<byte[]> FetchAsync(string path)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Gateway.ApiKey);
        string ids = string.Join("\",\"", Enumerable.Range(1, TaskCount).Select(number => TaskIds.Music(number)));
        using var body = new StringContent(
            $"{{\"ids\":[\"{ids}\"],\"action\":\"MUSIC\"}}", Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.PostAsync(new Uri(Gateway.BaseUri, path), body, Cancel);
        return await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(Cancel);
    }

    private sealed class RequestListener : IProgress<SunoRequestEvent>, IEventFilter
    {
        public List<SunoRequestEventKind> Kinds { get; } = [];

        public bool Takes(SunoRequestEventKind kind) => kind != SunoRequestEventKind.Response;

        public void Report(SunoRequestEvent value) => Kinds.Add(value.Kind);
    }
}
