using Microsoft.AspNetCore.Http;

namespace SunoPS.Client.Tests.Media;

public sealed class BrokenDownloadTests : MediaTests
{
    /// <summary>The byte at which first responses break.</summary>
    private const int Cut = 1000;

    private static readonly SunoConnectionOptions Retry = new() { MaximumRetryCount = 8, RetryIntervalSec = 1 };

    public static TheoryData<WrongPart> WrongParts => [.. Enum.GetValues<WrongPart>().Skip(1)];

    [Theory(Timeout = Deadlock)]
    [InlineData(MediaValidator.ETag, true)]
    [InlineData(MediaValidator.LastModified, true)]
    [InlineData(MediaValidator.WeakETag, false)]
    [InlineData(MediaValidator.None, false)]
    public async Task With_a_validator_a_retry_resumes_where_the_connection_broke_and_else_it_restarts(
        MediaValidator validator, bool resumes)
    {
        Host = Host with { CutAt = Cut, Validator = validator };

        await AssertSavedAsync();

        Assert.Equal([null, resumes ? $"bytes={Cut}-" : null], Sent("Range"));
        Assert.Equal(resumes, Sent("If-Range").Last() is not null);
    }

    [Theory(Timeout = Deadlock)]
    [InlineData(MediaValidator.ETag, true, true)]
    [InlineData(MediaValidator.ETag, true, false)]
    [InlineData(MediaValidator.ETag, false, true)]
    [InlineData(MediaValidator.LastModified, true, true)]
    [InlineData(MediaValidator.None, true, true)]
    public async Task Versions_that_changed_meanwhile_are_never_mixed(
        MediaValidator validator, bool takesRanges, bool takesIfRange)
    {
        Host = Host with { CutAt = Cut, Validator = validator };

        await AssertSavedAsync(
            () => Host = Host with { Version = 2, TakesRanges = takesRanges, TakesIfRange = takesIfRange });
    }

    [Theory(Timeout = Deadlock)]
    [MemberData(nameof(WrongParts))]
    public async Task A_wrong_part_is_not_appended(WrongPart wrong)
    {
        Host = Host with { CutAt = Cut, WrongPart = wrong };

        await AssertSavedAsync();

        Assert.Equal([null, $"bytes={Cut}-", null], Sent("Range"));
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_part_of_the_rest_is_not_appended()
    {
        Host = Host with { CutAt = Cut };

        await AssertSavedAsync(() => RespondWithRange(Cut, length: 1));

        Assert.Equal([null, $"bytes={Cut}-", null], Sent("Range"));
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_rest_that_is_longer_than_its_range_is_discarded()
    {
        Host = Host with { CutAt = Cut };
        int whole = Content("c-1").Length;

        SunoMediaResult result = await RetryAsync(
            Options, () => RespondWithRange(whole - 1, whole - Cut + 1, saysLength: false));

        Assert.Contains("more bytes than announced", result.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(Names);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_part_that_is_longer_than_the_file_is_discarded()
    {
        Host = Host with { Bytes = 5000, CutAt = 4999 };

        await AssertSavedAsync(() => Host = Host with { Bytes = 64, TakesIfRange = false });
    }

    [Theory(Timeout = Deadlock)]
    [InlineData(MediaValidator.ETag, true)]
    [InlineData(MediaValidator.None, true)]
    [InlineData(MediaValidator.ETag, false)]
    public async Task One_run_resumes_truncated_downloads_up_to_the_limit(MediaValidator validator, bool saysLength)
    {
        Host = Host with { CutRate = 0.35, Seed = 3, Validator = validator, SaysLength = saysLength };

        List<SunoMediaResult> results = await SaveAsync(
            Options with { Network = Retry }, Enumerable.Range(0, 8).Select(number => Clip($"c-{number}")));

        Assert.All(results, result => Assert.Equal(Content(result.Plan.Clip.ClipId), File.ReadAllBytes(result.Path!)));
        Assert.True(Gateway.Log.Requests > 8);
        Assert.Equal(8, Names.Length);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_download_with_progress_is_not_abandoned()
    {
        // Every response is truncated at about half of the rest, which is enough progress to reset the retry count.
        Host = Host with { Bytes = 4 * 1024 * 1024, CutRate = 1, Seed = 1 };

        SunoApiException error = await FailAsync(
            Options with { Network = Retry with { MaximumRetryCount = 1 } }, Clip("c-1"));

        Assert.True(error.IsTransient);
        Assert.True(Gateway.Log.Requests > 2, $"{Gateway.Log.Requests} requests");
    }

    [Fact(Timeout = Deadlock)]
    public async Task Retries_stay_within_the_requested_number()
    {
        Gateway.Faults.Add(new GatewayFault { Kind = FaultKind.ResetBeforeHeaders });

        SunoApiException error = await FailAsync(
            Options with { Network = Retry with { MaximumRetryCount = 2 } }, Clip("c-1"));

        Assert.Equal(SunoErrorKind.ConnectionFailed, error.Kind);
        Assert.Equal(3, Gateway.Log.Requests);
        Assert.Empty(Names);
    }

    [Theory(Timeout = Deadlock)]
    [InlineData(404, SunoErrorKind.MediaNotFound)]
    [InlineData(451, SunoErrorKind.GatewayError)]
    [InlineData(503, SunoErrorKind.GatewayError)]
    [InlineData(204, SunoErrorKind.InvalidResponse)]
    [InlineData(206, SunoErrorKind.InvalidResponse)]
    public async Task A_status_becomes_an_error_and_leaves_nothing(int status, SunoErrorKind kind)
    {
        Answer(
            new CannedAnswer { Status = status, ContentType = "audio/mpeg", Body = "ID3 and more than sixteen bytes" });

        SunoApiException error = await FailAsync(Options, Clip("c-1"));

        Assert.Equal((kind, (HttpStatusCode)status), (error.Kind, error.StatusCode));
        Assert.Empty(Names);
    }

    [Theory(Timeout = Deadlock)]
    [InlineData(403, "", false)]
    [InlineData(403, "?signature=1", true)]
    [InlineData(404, "", false)]
    [InlineData(200, "", false)]
    [InlineData(200, "?signature=1", true)]
    [InlineData(302, "?signature=1", true)]
    public async Task Only_an_address_with_a_signature_expires(int status, string query, bool expires)
    {
        Answer(new CannedAnswer { Status = status, ContentType = "text/html", Body = "<html>Access denied</html>" });

        SunoApiException error = await FailAsync(Options, Clip("c-1").With(changed => changed.AudioUrl += query));

        Assert.Equal(expires ? Remedy.RefreshAddress : Remedy.None, error.Remedy);
    }

    [Theory(Timeout = Deadlock)]
    [InlineData("text/html; charset=utf-8", "<!DOCTYPE html><html><body>Sign in</body></html>")]
    [InlineData("audio/mpeg", "<!DOCTYPE html><html><body>Sign in</body></html>")]
    [InlineData("application/json", """{"code":"success","data":null,"message":""}""")]
    [InlineData("audio/mpeg", "")]
    [InlineData(null, "no audio, but words of some kind")]
    public async Task A_page_or_JSON_never_becomes_a_song(string? type, string body)
    {
        Answer(new CannedAnswer { ContentType = type, Body = body });

        SunoApiException error = await FailAsync(Options, Clip("c-1"));

        Assert.Equal(SunoErrorKind.InvalidResponse, error.Kind);
        Assert.Empty(Names);
    }

    [Fact(Timeout = Deadlock)]
    public async Task An_image_never_becomes_a_song()
    {
        SunoClip clip = Clip("c-1").With(changed => changed.AudioUrl = Address("c-1", ".jpeg"));

        SunoApiException error = await FailAsync(Options, clip);

        Assert.Equal(SunoErrorKind.InvalidResponse, error.Kind);
        Assert.Contains("sent a jpeg file instead of audio", error.Message, StringComparison.Ordinal);
        Assert.Empty(Names);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_compressed_response_is_rejected()
    {
        Answer(
            Canned.Encoded("gzip", Compressed.Gzip("ID3 and more than sixteen bytes")) with
                { ContentType = "audio/mpeg" });

        Assert.Contains("compressed", (await FailAsync(Options, Clip("c-1"))).Message, StringComparison.Ordinal);
        Assert.Equal("identity", Sent("Accept-Encoding").Single());
    }

    [Theory(Timeout = Deadlock)]
    [InlineData("Transfer-Encoding: gzip, chunked", "1f\r\n{0}\r\n0\r\n\r\n", "compressed")]
    [InlineData("Content-Length: 20\r\nContent-Length: 31", "{0}", "two different lengths")]
    [InlineData("Content-Length: 100", "{0}", "")]
    [InlineData("Transfer-Encoding: chunked", "40\r\n{0}", "")]
    [InlineData("Connection: close", "{0}", "how long the file is")]
    public async Task A_body_that_is_truncated_or_has_no_certain_end_gives_no_file(
        string framing, string body, string why)
    {
        const string song = "ID3 and more than sixteen bytes";
        await using var server = new RawServer(
            $"HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\n{framing}\r\n\r\n"
            + body.Replace("{0}", song, StringComparison.Ordinal));
        SunoClip clip = Clip("c-1").With(changed => changed.AudioUrl = server.Address.AbsoluteUri);

        SunoApiException error = await FailAsync(Options, clip);

        Assert.True(why.Length > 0 ? error.Kind == SunoErrorKind.InvalidResponse : error.IsTransient);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Empty(Names);
        if (framing == "Connection: close")
        {
            // The end of a stream is unknown.
            await SaveOneAsync(
                Options with { IncludeStreaming = true },
                clip.With(changed => changed.Status = SunoClipStatus.Streaming));
        }
    }

    [Theory(Timeout = Deadlock)]
    [Values(true, false)]
    public async Task A_body_is_abandoned_at_the_limit(bool saysLength)
    {
        Host = Host with { Bytes = 3 * 1024 * 1024, SaysLength = saysLength };

        SunoApiException error = await FailAsync(Options with { MaximumBytes = 1024 * 1024 }, Clip("c-1"));

        Assert.Contains("more than 1 MiB", error.Message, StringComparison.Ordinal);
        Assert.Empty(Names);
    }

    [Fact(Timeout = Deadlock)]
    public async Task Silence_ends_a_started_download()
    {
        var released = new TaskCompletionSource();
        Gateway.Respond = async context =>
        {
            context.Response.ContentType = "audio/mpeg";
            context.Response.ContentLength = 1000;
            context.Response.Headers.ETag = "\"one\"";
            await context.Response.Body.WriteAsync(
                "ID3 and more than sixteen bytes"u8.ToArray(), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await released.Task.WaitAsync(context.RequestAborted);
            return true;
        };

        SunoApiException error = await FailAsync(
            Options with { Network = NoRetry with { TimeoutSec = 1 } }, Clip("c-1"));

        Assert.Equal(SunoErrorKind.Timeout, error.Kind);
        Assert.Contains("for 1 s", error.Message, StringComparison.Ordinal);
        Assert.Empty(Names);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_download_may_take_longer_than_the_timeout()
    {
        Host = Host with { Bytes = 128 * 1024, PauseMilliseconds = 300 };

        await SaveOneAsync(Options with { Network = NoRetry with { TimeoutSec = 2 } }, Clip("c-1"));

        Assert.Equal(Content("c-1"), Read("Song c-1.mp3"));
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_busy_host_is_retried_after_the_requested_wait()
    {
        Gateway.Faults.Add(new GatewayFault { Kind = FaultKind.Status, Status = 503, RetryAfterSec = 0, Times = 2 });

        await SaveOneAsync(Options with { Network = Retry }, Clip("c-1"));

        Assert.Equal(3, Gateway.Log.Requests);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_host_that_requests_too_long_a_wait_is_not_retried()
    {
        Gateway.Faults.Add(new GatewayFault { Kind = FaultKind.Status, Status = 429, RetryAfterSec = 301 });

        SunoApiException error = await FailAsync(Options with { Network = Retry }, Clip("c-1"));

        Assert.Equal((SunoErrorKind.RateLimited, TimeSpan.FromSeconds(301)), (error.Kind, error.RetryAfter));
        Assert.Equal(1, Gateway.Log.Requests);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_redirect_on_this_machine_is_followed_with_range_and_condition()
    {
        Host = Host with { CutAt = Cut };

        await AssertSavedAsync(() => Answer(Canned.Redirect("/_media/c-1.mp3", 302)));

        Assert.Equal([null, $"bytes={Cut}-", $"bytes={Cut}-"], Sent("Range"));
        Assert.Equal(2, Sent("If-Range").OfType<string>().Count());
    }

    [Theory(Timeout = Deadlock)]
    [Values(
        "http://media.example/a.mp3", "ftp://127.0.0.1/a.mp3", "file:///etc/passwd",
        "https://user:secret@media.example/a.mp3", "https://x\uff1ay/a.mp3", null)]
    public async Task A_redirect_that_breaks_the_rules_is_rejected(string? target)
    {
        Answer(Canned.Redirect(target));

        SunoApiException error = await FailAsync(Options with { Network = Retry }, Clip("c-1"));

        Assert.Equal(SunoErrorKind.GatewayError, error.Kind);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, Gateway.Log.Requests);
        Assert.Empty(Names);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_redirect_loop_ends()
    {
        Gateway.Faults.Add(new GatewayFault { Kind = FaultKind.Redirect });

        Assert.Contains("10 times", (await FailAsync(Options, Clip("c-1"))).Message, StringComparison.Ordinal);
        Assert.Equal(11, Gateway.Log.Requests);
    }

    [Fact(Timeout = Deadlock)]
    public async Task No_redirect_from_https_to_plain_http_is_followed_not_even_on_this_machine()
    {
        await using LocalGateway secure = await TlsGateway.StartAsync(new LocalGatewayOptions { Tls = true }, Cancel);
        secure.Answers.Add(Canned.Redirect(Address("c-1", ".mp3")));
        SunoMediaOptions options = Options with
        {
            GatewayUri = secure.BaseUri,
            Network = NoRetry with { SkipCertificateCheck = true },
        };
        SunoClip clip = ClipAt(secure);

        SunoApiException error = await FailAsync(options, clip);

        Assert.Equal(SunoErrorKind.GatewayError, error.Kind);
        Assert.Equal(0, Gateway.Log.Requests);
        Assert.Equal("Song c-1.mp3", await SaveOneAsync(options, clip));
    }

    /// <summary>Prepares a response to the next range request.</summary>
    private void RespondWithRange(int to, int length, bool saysLength = true)
    {
        byte[] content = [.. Content("c-1"), 0];
        Gateway.Respond = async context =>
        {
            if (context.Request.GetTypedHeaders().Range is null)
            {
                return false;
            }

            Gateway.Respond = null;
            context.Response.StatusCode = 206;
            context.Response.ContentType = "audio/mpeg";
            context.Response.ContentLength = saysLength ? length : null;
            context.Response.Headers.ETag = "\"edition-1\"";
            context.Response.Headers.ContentRange = $"bytes {Cut}-{to}/{content.Length - 1}";
            await context.Response.Body.WriteAsync(content.AsMemory(Cut, length), context.RequestAborted);
            return true;
        };
    }

    /// <summary>Saves a clip whose first attempt fails. The file must be the host's.</summary>
    private async Task AssertSavedAsync(Action? change = null)
    {
        SunoMediaResult result = await RetryAsync(Options, change);

        Assert.Null(result.Error);
        Assert.Equal(["Song c-1.mp3"], Names);
        Assert.Equal(Content("c-1"), Read("Song c-1.mp3"));
    }
}
