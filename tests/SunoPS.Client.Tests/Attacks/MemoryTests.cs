namespace SunoPS.Client.Tests.Attacks;

/// <summary>The memory cost of a response, in allocated bytes.</summary>
public sealed class MemoryTests : GatewayTests
{
    private const int MiB = 1024 * 1024;
    private const int Large = 50 * MiB;

    private static readonly SunoConnection Connection = new(
        SunoGateway.Custom with { BaseUri = new Uri("http://127.0.0.1/") }, LocalGatewayOptions.DefaultApiKey);

    [Theory]
    [InlineData("{\"code\":\"x\",\"message\":\"", "application/json")]
    [InlineData("<html><title>", "text/html")]
    [InlineData("<script><script>", "text/html; charset=gb18030")]
    [InlineData("plain", "text/plain; charset=utf-16")]
    public void An_error_of_50_MB_is_truncated_before_processing(string beginning, string contentType)
    {
        using var content = new StreamContent(
            new UnknownLength(Encoding.ASCII.GetBytes(beginning + new string('x', Large))));
        long before = GC.GetAllocatedBytesForCurrentThread();
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        Task<BufferedContent> reading = BufferedContent
            .ReadAsync(content, RetryHandler.LongestErrorBody, mayCut: true, Cancel);

        // The read completes synchronously, so that all allocations count.
        Assert.True(reading.IsCompletedSuccessfully);
        using var response = new HttpResponseMessage(HttpStatusCode.BadGateway)
        {
            Content = Completed(reading),
            RequestMessage = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1/suno/fetch"),
        };
        SunoApiException error = GatewayErrors.From(response, Connection);

        Assert.Equal(SunoErrorKind.GatewayError, error.Kind);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * MiB);
    }

    [Theory]
    [InlineData("utf-8", 20, false)]
    [InlineData("iso-8859-1", 20, false)]
    [InlineData("iso-8859-1", 40, true)]
    [InlineData("gb18030", 20, false)]
    public void A_body_is_converted_within_its_limit_and_in_pooled_buffers(string charset, int mib, bool isTooLarge)
    {
        ClientBuild.SkipForDesktop(".NET Framework converts in one step.");
        byte[] bytes = new byte[mib * MiB];
        Array.Fill(bytes, charset == "iso-8859-1" ? (byte)0xe9 : (byte)'x');
        long allocated = 0;
        for (int i = 0; i < 2; i++)
        {
            using var content = new StreamContent(new UnknownLength(bytes));
            content.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={charset}");
            long before = GC.GetAllocatedBytesForCurrentThread();
            Task<BufferedContent> reading = BufferedContent.ReadAsync(content, Large, mayCut: false, Cancel);
            Assert.True(reading.IsCompleted);
            Assert.Equal(isTooLarge, reading.IsFaulted);
            if (!isTooLarge)
            {
                using BufferedContent body = Completed(reading);
                Assert.Equal(charset == "iso-8859-1" ? 2 * bytes.Length : bytes.Length, body.Utf8.Length);
                Assert.Equal(bytes.Length, body.ReceivedLength);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        // The pool has the buffers of the first.
        Assert.InRange(allocated, 0, 2 * MiB);
    }

    [Fact]
    public void A_message_of_50_MB_is_not_decoded()
    {
        byte[] body = Encoding.ASCII.GetBytes($"{{\"code\":\"x\",\"message\":\"{new string('x', Large)}\"}}");
        long before = GC.GetAllocatedBytesForCurrentThread();
        GatewayAnswer answer = AnswerReader.Read(body, cancellationToken: Cancel);

        Assert.InRange(answer.Envelope.Message!.Length, 1000, 100_000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MiB);
    }

    [Theory]
    [InlineData("\\u57ce", "城", 12_000)]
    [InlineData("\\n", "\n", 40_000)]
    [InlineData("城", "城", 30_000)]
    [InlineData("x\\\\", "x\\", 30_000)]
    public void The_beginning_of_a_long_message_has_no_half_characters(string wire, string unit, int times)
    {
        byte[] body = Encoding.UTF8.GetBytes(
            $"{{\"code\":\"x\",\"message\":\"{string.Concat(Enumerable.Repeat(wire, times))}\"}}");

        GatewayAnswer answer = AnswerReader.Read(body, cancellationToken: Cancel);

        // The last unit may be truncated.
        Assert.Equal("", answer.Envelope.Message!.Replace(unit, "", StringComparison.Ordinal).Trim('x'));
    }

    [Fact(Timeout = Deadlock)]
    public async Task An_endless_error_ends()
    {
        byte[] text = Encoding.ASCII.GetBytes(new string('x', 64 * 1024));
        Gateway.Respond = async context =>
        {
            context.Response.StatusCode = 500;
            while (true)
            {
                await context.Response.Body.WriteAsync(text, context.RequestAborted);
            }
        };

        SunoApiException error = await FetchErrorAsync();

        Assert.Equal((SunoErrorKind.GatewayError, HttpStatusCode.InternalServerError), (error.Kind, error.StatusCode));
        Assert.StartsWith("xxx", error.GatewayMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_with_the_largest_announced_length_keeps_its_message()
    {
        await using var server = new RawServer(
            $"HTTP/1.1 500 Error\r\nContent-Length: {long.MaxValue}\r\n\r\n"
            + $"no luck {new string('x', RetryHandler.LongestErrorBody)}");
        SunoClient client = Client(SunoGateway.Custom with { BaseUri = server.Address });

        var error = await FetchErrorAsync(client);

        Assert.Equal(HttpStatusCode.InternalServerError, error.StatusCode);
        Assert.StartsWith("no luck", error.GatewayMessage, StringComparison.Ordinal);
    }

    [Theory]
    [Values(false, true)]
    public void Out_of_memory_has_its_own_message(bool isInner)
    {
        Exception exception = new InsufficientMemoryException();
        SunoApiException error = NetworkErrors.From(
            isInner ? new HttpRequestException("Error while copying content to a stream.", exception) : exception,
            "http://127.0.0.1/suno/fetch", default, KeyMask.None, HttpStatusCode.OK);

        Assert.Equal(SunoErrorKind.InvalidResponse, error.Kind);
        Assert.Equal(
            "There is not enough memory to read the response from http://127.0.0.1/suno/fetch.", error.Message);
        Assert.Equal(Remedy.UseLessMemory, error.Remedy);
        Assert.False(error.IsTransient);
    }

    private static BufferedContent Completed(Task<BufferedContent> task) => task.GetAwaiter().GetResult();

    private sealed class UnknownLength(byte[] text) : MemoryStream(text)
    {
        public override bool CanSeek => false;
    }
}
