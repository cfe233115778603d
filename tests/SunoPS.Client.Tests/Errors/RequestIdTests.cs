namespace SunoPS.Client.Tests.Errors;

public sealed class RequestIdTests : GatewayTests
{
    [Theory]
    [Values("x-oneapi-request-id", "X-Request-Id", "request-id", "x-trace-id")]
    public async Task It_is_read_from_a_header(string header)
    {
        SunoApiException error = await ErrorOfAsync(Answer(Wire.Error("busy"), header, "r-1"));

        Assert.Equal("r-1", error.RequestId);
    }

    [Theory]
    [InlineData("""{"error":{"message":"busy (request id: 20240520075549abc-1)","type":"t"}}""", "20240520075549abc-1")]
    [InlineData("""{"error":{"message":"busy","request_id":"r-2"}}""", "r-2")]
    [InlineData("""{"code":"get_tasks_failed","message":"busy","request_id":"r-3"}""", "r-3")]
    [InlineData("""{"request_id":"r-4","error":{"message":"busy","request_id":null}}""", "r-4")]
    [InlineData("""{"code":"get_tasks_failed","message":"busy"}""", null)]
    public async Task It_is_read_from_the_body_if_no_header_has_it(string body, string? requestId)
    {
        SunoApiException error = await ErrorOfAsync(Answer(body));

        Assert.Equal(requestId, error.RequestId);
    }

    [Theory]
    [Values(400, 200)]
    public async Task It_is_read_from_the_body_for_an_unknown_task_too(int status)
    {
        SunoApiException error = await ErrorOfAsync(
            Answer("""{"code":"task_not_exist","message":"task_not_exist","request_id":"r-4","data":null}""") with
                { Status = status });

        Assert.Equal((SunoErrorKind.TaskNotFound, "r-4"), (error.Kind, error.RequestId));
    }

    private static CannedAnswer Answer(string body, string? header = null, string? value = null)
    {
        // By default, the local gateway adds a request id to every response.
        Dictionary<string, string?> headers = Canned.Header("x-oneapi-request-id", null);
        if (header is not null)
        {
            headers[header] = value;
        }

        return new CannedAnswer { Status = 500, Body = body, Headers = headers };
    }
}
