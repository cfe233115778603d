namespace SunoPS.Client.Tests;

public sealed class StatusTextTests
{
    [Theory]
    [InlineData(200, "200 OK")]
    [InlineData(401, "401 Unauthorized")]
    [InlineData(429, "429 Too Many Requests")]
    [InlineData(500, "500 Internal Server Error")]
    [InlineData(502, "502 Bad Gateway")]
    [InlineData(524, "524")]
    public void AStatusReadsAsPeopleWriteIt(int status, string text) =>
        Assert.Equal(text, StatusText.Of((HttpStatusCode)status));
}
