using System.Net;

namespace SunoPS.Client.Tests.Errors;

/// <summary>The response of a gateway, and the expected error.</summary>
internal sealed record ErrorRow(int Status, string Body, SunoErrorKind Kind)
{
    private const string RequestIdHeader = "x-oneapi-request-id";

    public string? ContentType { get; init; } = "application/json; charset=utf-8";

    public string? RetryAfterHeader { get; init; }

    public string? Code { get; init; }

    public string? GatewayMessage { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public CannedAnswer Answer => new()
    {
        Status = Status,
        Body = Body,
        ContentType = ContentType,
        Headers = new Dictionary<string, string?>
            { [RequestIdHeader] = "request-1", ["Retry-After"] = RetryAfterHeader },
    };

    public void AssertMatches(SunoApiException error)
    {
        Assert.Equal(Kind, error.Kind);
        Assert.Equal((HttpStatusCode)Status, error.StatusCode);
        Assert.Equal(Code, error.Code);
        Assert.Equal(GatewayMessage, error.GatewayMessage);
        Assert.Equal("request-1", error.RequestId);
        Assert.Equal(RetryAfter, error.RetryAfter);
    }
}
