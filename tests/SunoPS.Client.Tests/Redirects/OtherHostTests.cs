namespace SunoPS.Client.Tests.Redirects;

/// <summary>Redirects to another host are not followed, and the key is not sent there.</summary>
public sealed class OtherHostTests : GatewayTests
{
    [Theory]
    [Values(301, 302, 307, 308)]
    public async Task Another_port_is_not_followed(int status)
    {
        await using LocalGateway other = await LocalGateway.StartAsync(cancellationToken: Cancel);
        string location = $"{other.BaseUri}suno/fetch";

        AssertPointsTo(location, await BatchErrorAsync(location, status));
        Assert.Empty(other.Log.Entries);
    }

    [Theory]
    [Values(
        "http://localhost:{0}/suno/fetch", "http://127.0.0.2:{0}/suno/fetch", "https://127.0.0.1:{0}/suno/fetch",
        "http://me@127.0.0.1:{0}/suno/fetch", "//gateway.invalid/suno/fetch", "ftp://127.0.0.1:{0}/suno/fetch")]
    public async Task Another_host_or_scheme_is_not_followed(string location)
    {
        SunoApiException error = await BatchErrorAsync(
            string.Format(System.Globalization.CultureInfo.InvariantCulture, location, Gateway.BaseUri.Port), 307);

        Assert.Equal(SunoErrorKind.GatewayError, error.Kind);
        Assert.Equal(1, Gateway.Log.Requests);
    }

    [Fact]
    public async Task A_second_redirect_to_another_port_is_not_followed()
    {
        await using LocalGateway other = await LocalGateway.StartAsync(cancellationToken: Cancel);
        Answer(Canned.Redirect("/step", 302));

        SunoApiException error = await BatchErrorAsync($"{other.BaseUri}suno/fetch", 302);

        Assert.Equal(SunoErrorKind.GatewayError, error.Kind);
        Assert.Equal(2, Gateway.Log.Requests);
        Assert.Empty(other.Log.Entries);
    }

    private static void AssertPointsTo(string location, SunoApiException error)
    {
        Assert.Equal(SunoErrorKind.GatewayError, error.Kind);
        Assert.Contains(location, error.Message, StringComparison.Ordinal);
        Assert.Contains("the key is not sent", error.Message, StringComparison.Ordinal);
    }

    private Task<SunoApiException> BatchErrorAsync(string location, int status)
    {
        Answer(Canned.Redirect(location, status));
        return BatchErrorAsync(Client());
    }
}
