namespace SunoPS.Client.Tests.Redirects;

public sealed class SameHostTests : GatewayTests
{
    private static readonly string Id = TaskIds.Music(1);

    [Theory]
    [Values(301, 302, 307, 308)]
    public async Task A_batch_is_sent_again_with_its_method_its_body_and_its_key(int status)
    {
        Answer(Canned.Redirect($"{Gateway.BaseUri}ecovai/suno/fetch", status));

        SunoTaskResult result = Assert.Single(await Client().GetTaskBatchAsync([Id], "MUSIC", Cancel));

        Assert.Equal(Id, result.Task?.TaskId);
        Assert.Equal(["/suno/fetch", "/ecovai/suno/fetch"], Gateway.Log.Entries.Select(request => request.RawTarget));
        Assert.All(Gateway.Log.Entries, request =>
        {
            Assert.Equal(("POST", $$"""{"ids":["{{Id}}"],"action":"MUSIC"}"""), (request.Method, request.Body));
            Assert.Equal("application/json", request.Headers["Content-Type"]);
            Assert.Equal($"Bearer {Gateway.ApiKey}", request.Headers["Authorization"]);
        });
    }

    [Theory]
    [Values(301, 302, 307, 308)]
    public async Task A_GET_with_a_body_keeps_its_body(int status)
    {
        Answer(Canned.Redirect("/suno/fetch", status));

        await Client(At(SunoGateway.XSee, GatewayDialect.Any)).GetTaskBatchAsync([Id], cancellationToken: Cancel);

        Assert.Equal(2, Gateway.Log.Requests);
        Assert.All(
            Gateway.Log.Entries, request =>
                Assert.Equal(("GET", $$"""{"ids":["{{Id}}"]}"""), (request.Method, request.Body)));
    }

    [Theory]
    [Values("/ecovai/suno/fetch/{0}", "../../ecovai/suno/fetch/{0}", "//{1}/ecovai/suno/fetch/{0}")]
    public async Task An_address_can_be_relative(string location)
    {
        Answer(
            Canned.Redirect(
                string.Format(
                    System.Globalization.CultureInfo.InvariantCulture, location, Id, Gateway.BaseUri.Authority)));

        await Client().GetTaskAsync(Id, Cancel);

        Assert.Equal($"/ecovai/suno/fetch/{Id}", Gateway.Log.Entries[1].RawTarget);
    }

    [Fact]
    public async Task Several_redirects_are_followed()
    {
        Answer(
            Canned.Redirect("/1"), Canned.Redirect("/2"), Canned.Redirect("/3"), Canned.Redirect("/4"),
            Canned.Redirect($"/suno/fetch/{Id}"));

        Assert.Equal(Id, (await Client().GetTaskAsync(Id, Cancel)).TaskId);
        Assert.Equal(6, Gateway.Log.Requests);
    }

    [Fact]
    public async Task A_redirect_loop_ends_in_an_error()
    {
        Answer(Canned.Redirect("/round") with { Times = 100 });

        SunoApiException error = await FetchErrorAsync();

        Assert.Equal((SunoErrorKind.GatewayError, HttpStatusCode.Found), (error.Kind, error.StatusCode));
        Assert.DoesNotContain("the key is not sent", error.Message, StringComparison.Ordinal);
        Assert.Equal(6, Gateway.Log.Requests);
    }

    [Fact]
    public async Task A_retry_starts_at_the_original_address()
    {
        Answer(Canned.Redirect("/detour"), Canned.Busy("0"));

        await Client(NoRetry with { MaximumRetryCount = 1 }).GetTaskAsync(Id, Cancel);

        Assert.Equal(
            [$"/suno/fetch/{Id}", "/detour", $"/suno/fetch/{Id}"],
            Gateway.Log.Entries.Select(request => request.RawTarget));
    }

    [Theory]
    [Values(300, 303, 304)]
    public async Task Other_statuses_that_name_an_address_are_not_followed(int status)
    {
        Answer(Canned.Redirect("/elsewhere", status));

        SunoApiException error = await FetchErrorAsync();

        Assert.Equal((SunoErrorKind.GatewayError, (HttpStatusCode)status), (error.Kind, error.StatusCode));
        Assert.Equal(1, Gateway.Log.Requests);
    }

    [Theory]
    [Values(null, "//[", "http://", "http://host:port/")]
    public async Task An_invalid_redirect_address_is_an_error_of_the_gateway(string? location)
    {
        Answer(Canned.Redirect(location));

        SunoApiException error = await FetchErrorAsync();

        Assert.Equal((SunoErrorKind.GatewayError, HttpStatusCode.Found), (error.Kind, error.StatusCode));
    }
}
