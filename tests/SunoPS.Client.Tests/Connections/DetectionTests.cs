using Microsoft.AspNetCore.Http;

namespace SunoPS.Client.Tests.Connections;

/// <summary>Detecting the dialect of a gateway from its address and a key.</summary>
public sealed class DetectionTests : GatewayTests
{
    public static TheoryData<string> Dialects => [.. GatewayDialect.All.Select(dialect => dialect.Name)];

    private Uri Here => Gateway.UriOf(GatewayDialect.Any);

    [Theory]
    [InlineData("x-see", SunoBatchMethod.Get, SunoAuthenticationScheme.Raw, null)]
    [InlineData("openai-hub", SunoBatchMethod.Post, SunoAuthenticationScheme.Bearer, "MUSIC")]
    [InlineData("seed-002", SunoBatchMethod.Post, SunoAuthenticationScheme.Bearer, null)]
    [InlineData("ecovai", SunoBatchMethod.Post, SunoAuthenticationScheme.Bearer, null)]
    [InlineData("suno-api", SunoBatchMethod.Post, SunoAuthenticationScheme.Bearer, null)]
    public async Task Every_dialect_is_found(
        string name, SunoBatchMethod method, SunoAuthenticationScheme scheme, string? action)
    {
        SunoGateway row = await DetectAsync(Gateway.UriOf(DialectOf(name)));

        Assert.Equal((method, scheme, action), (row.BatchMethod, row.AuthenticationScheme, row.DefaultAction));
        Assert.Equal("/suno/fetch", row.BatchPath);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task The_detected_row_fetches(string name)
    {
        SunoClient client = Client(await DetectAsync(Gateway.UriOf(DialectOf(name))));

        Assert.Equal(SunoTaskStatus.Success, (await client.GetTaskAsync(TaskIds.Music(1), Cancel)).Status);
        Assert.NotNull((await client.GetTaskBatchAsync([TaskIds.Music(2)], cancellationToken: Cancel))[0].Task);
    }

    [Fact]
    public async Task Another_path_of_the_batch_is_found()
    {
        Gateway.Respond = Only(
            request => request.Path == "/suno/fetch", StatusCodes.Status404NotFound, "404 page not found");

        SunoGateway row = await DetectAsync(Here);

        Assert.Equal(("/suno/submit/fetch", SunoBatchMethod.Post), (row.BatchPath, row.BatchMethod));
    }

    [Theory]
    [InlineData("v1", "/")]
    [InlineData("v1/", "/")]
    [InlineData("suno/fetch", "/")]
    [InlineData("x-see/v1", "/x-see")]
    [InlineData("ecovai", "/ecovai")]
    [InlineData("/ecovai/", "/")]
    public async Task A_path_that_does_not_belong_to_the_address_is_removed(string path, string found)
    {
        SunoGateway row = await DetectAsync(new Uri(Gateway.BaseUri.AbsoluteUri + path));

        Assert.Equal(found, row.BaseUri!.AbsolutePath);
    }

    [Fact]
    public async Task A_website_is_rejected_with_every_probe_and_its_response()
    {
        Gateway.Respond = Only(
            _ => true, StatusCodes.Status200OK, "<html><title>Welcome to nginx</title></html>", "text/html");

        SunoApiException error = await FailAsync(new Uri(Here, "v1"));

        Assert.Equal(SunoErrorKind.InvalidResponse, error.Kind);
        string[] lines = error.Message.Split('\n');
        Assert.Equal(Remedy.UseApiAddress, error.Remedy);
        Assert.EndsWith(" does not respond in the protocol.", lines[0], StringComparison.Ordinal);
        Assert.Equal(
            [
                "  POST /v1/suno/fetch (Bearer key)         200 OK: Welcome to nginx",
                "  GET /v1/suno/fetch (Bearer key)          200 OK: Welcome to nginx",
                "  POST /v1/suno/submit/fetch (Bearer key)  200 OK: Welcome to nginx",
                "  GET /v1/suno/submit/fetch (Bearer key)   200 OK: Welcome to nginx",
                "  POST /suno/fetch (Bearer key)            200 OK: Welcome to nginx",
                "  GET /suno/fetch (Bearer key)             200 OK: Welcome to nginx",
                "  POST /suno/submit/fetch (Bearer key)     200 OK: Welcome to nginx",
                "  GET /suno/submit/fetch (Bearer key)      200 OK: Welcome to nginx",
            ],
            lines[1..]);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task A_wrong_key_differs_from_a_wrong_path(string name)
    {
        SunoApiException error = await FailAsync(Gateway.UriOf(DialectOf(name)), "sk-another-key-0123456789");

        Assert.Equal(SunoErrorKind.Unauthorized, error.Kind);
        Assert.Contains("rejected the API key", error.Message, StringComparison.Ordinal);
        Assert.Contains("(bare key)", error.Message, StringComparison.Ordinal);
        Assert.Contains("401 Unauthorized", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "<html>Forbidden</html>", SunoErrorKind.InvalidResponse, Remedy.UseApiAddress, 8)]
    [InlineData(503, "<html>Bad</html>", SunoErrorKind.GatewayError, Remedy.TryLater, 4)]
    [InlineData(429, "", SunoErrorKind.RateLimited, Remedy.TryLater, 1)]
    [InlineData(
        403, """{"error":{"message":"no quota","type":"new_api_error","code":"insufficient_user_quota"}}""",
        SunoErrorKind.QuotaExceeded, Remedy.TopUp, 8)]
    public async Task A_failure_that_is_not_about_the_address_or_the_key_is_reported_as_such(
        int status, string body, SunoErrorKind kind, object remedy, int probes)
    {
        Answer(new CannedAnswer { Status = status, Body = body, ContentType = "text/html", Times = 100 });

        SunoApiException error = await FailAsync(Here);

        Assert.Equal((kind, (Remedy)remedy, (long)probes), (error.Kind, error.Remedy, Gateway.Log.Requests));
    }

    [Theory]
    [Values("", "v1/chat")]
    public async Task A_key_that_may_not_fetch_is_reported_with_the_dialect(string path)
    {
        CannedAnswer refusal = RecordedExchange.Read("detect-modelonly")[0].Answer;
        Gateway.Respond = Only(request => !request.Path.StartsWithSegments("/suno"), 404, "404 page not found");
        Answer(refusal with { Times = 100 });

        SunoApiException error = await FailAsync(new Uri(Gateway.BaseUri, path));

        Assert.Equal((SunoErrorKind.Forbidden, Remedy.UseUnlimitedKey), (error.Kind, error.Remedy));
        Assert.Equal(
            $"The gateway at {Gateway.BaseUri} has the batch request POST /suno/fetch (Bearer key), "
                + "but does not permit the API key to fetch.",
            error.Message.Split('\n')[0]);
    }

    [Fact]
    public async Task A_gateway_that_requires_a_key_is_reported_without_one()
    {
        SunoApiException error = await FailAsync(Here, apiKey: null);

        Assert.Equal(SunoErrorKind.Unauthorized, error.Kind);
        Assert.Contains("requires an API key", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("bare key", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_never_responds_is_reported_without_a_listener()
    {
        Gateway.Faults.Add(new GatewayFault { Kind = FaultKind.HangBeforeHeaders });

        SunoApiException error = await ErrorOfAsync(
            () => SunoGateway.DetectAsync(
                Here, Gateway.ApiKey, new SunoConnectionOptions { TimeoutSec = 1 },
                cancellationToken: Cancel));

        Assert.Equal(SunoErrorKind.Timeout, error.Kind);
        Assert.Contains("no response in time", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_without_a_server_costs_one_probe()
    {
        using var deaf = new ReservedPort();

        SunoApiException error = await FailAsync(deaf.BaseUri);

        Assert.Equal(SunoErrorKind.ConnectionFailed, error.Kind);
        Assert.Single(Listener.Events);
    }

    [Fact]
    public async Task The_host_of_a_known_gateway_selects_its_row_without_a_probe()
    {
        Assert.Same(SunoGateway.XSee, await DetectAsync(new Uri("https://AIGC.x-see.cn/v1/")));
        Assert.Same(SunoGateway.OpenAIHub, await DetectAsync(new Uri("https://api.openai-hub.com")));
        Assert.Empty(Listener.Events);
    }

    [Fact]
    public async Task Each_probe_is_one_line_and_none_has_the_key()
    {
        await DetectAsync(new Uri(Gateway.UriOf(GatewayDialect.SunoApi), "v1"));

        Assert.All(Listener.Events, told => Assert.Equal(SunoRequestEventKind.Note, told.Kind));
        Assert.Equal(Gateway.Log.Requests, Listener.Events.Count);
        Assert.Equal(
            "Probe 1 of 127.0.0.1: POST /suno-api/v1/suno/fetch (Bearer key): 404 Not Found: page not found",
            Listener.Events.First().Message);
        Assert.EndsWith(": accepted", Listener.Events.Last().Message, StringComparison.Ordinal);
        Assert.All(
            Listener.Events, told => Assert.DoesNotContain(Gateway.ApiKey, told.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_probe_requests_a_task_that_does_not_exist()
    {
        await DetectAsync(Gateway.UriOf(GatewayDialect.OpenAIHub));

        Assert.All(Gateway.Log.Entries, request =>
            Assert.Contains(GatewayDetector.ProbeId, request.RawTarget + request.Body, StringComparison.Ordinal));
        Assert.Empty(Gateway.Submissions.TaskIds);
    }

    [Fact]
    public async Task Only_the_given_host_receives_the_key()
    {
        await using LocalGateway other = await LocalGateway.StartAsync(cancellationToken: Cancel);
        Gateway.Respond = context =>
        {
            context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            context.Response.Headers.Location = new Uri(other.BaseUri, "suno/fetch").AbsoluteUri;
            return Task.FromResult(true);
        };

        await FailAsync(new Uri($"{Here}/{other.BaseUri.Authority}/v1"));

        Assert.Equal(0, other.Log.Requests);
        Assert.True(Gateway.Log.Requests > 4);
    }

    [Fact]
    public async Task An_invalid_address_is_rejected_without_a_probe()
    {
        SunoApiException error = await FailAsync(new Uri("http://gateway.example"));

        Assert.Equal(SunoErrorKind.InvalidArgument, error.Kind);
        Assert.Empty(Listener.Events);
    }

    [Fact]
    public async Task A_wrong_path_without_detection_recommends_it()
    {
        SunoApiException wrongMethod = await BatchErrorAsync(Client(At(SunoGateway.Custom, GatewayDialect.XSee)));
        SunoApiException wrongPath = await BatchErrorAsync(
            Client(SunoGateway.Custom with { BaseUri = new Uri(Here, "v1") }));

        Assert.All(
            [wrongMethod, wrongPath],
            error =>
            {
                Assert.Equal(Remedy.Detect, error.Remedy);
                Assert.StartsWith("http://127.0.0.1:", error.RemedyTarget, StringComparison.Ordinal);
            });
    }

    private static GatewayDialect DialectOf(string name) => GatewayDialect.All.Single(dialect => dialect.Name == name);

    private static Func<HttpContext, Task<bool>> Only(
        Func<HttpRequest, bool> isMeant, int status, string body, string contentType = "text/plain") => async context =>
    {
        if (!isMeant(context.Request))
        {
            return false;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        await context.Response.WriteAsync(body);
        return true;
    };

    private Task<SunoGateway> DetectAsync(Uri baseUri) =>
        SunoGateway.DetectAsync(baseUri, Gateway.ApiKey, options: null, Listener, Cancel);

    private async Task<SunoApiException> FailAsync(Uri baseUri, string? apiKey = LocalGatewayOptions.DefaultApiKey)
    {
        SunoApiException error = await ErrorOfAsync(
            () => SunoGateway.DetectAsync(baseUri, apiKey, options: null, Listener, Cancel));
        if (apiKey is not null)
        {
            Assert.DoesNotContain(apiKey, error.Message, StringComparison.Ordinal);
        }

        return error;
    }
}
