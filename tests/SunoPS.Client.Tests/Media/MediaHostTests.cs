using System.Net;
using System.Net.Http.Headers;

namespace SunoPS.Client.Tests.Media;

public sealed class MediaHostTests : MediaTests
{
    [Fact(Timeout = Deadlock)]
    public async Task It_returns_the_whole_file_or_the_rest_from_a_byte()
    {
        using HttpResponseMessage whole = await GetAsync(_ => { });
        using HttpResponseMessage part = await GetAsync(
            request => request.Headers.Range = new RangeHeaderValue(100, null));

        byte[] content = Content("c-1");
        Assert.Equal(content, await whole.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(content[100..], await part.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal("audio/mpeg", whole.Content.Headers.ContentType!.MediaType);
    }

    [Fact(Timeout = Deadlock)]
    public async Task It_returns_the_whole_file_for_another_version()
    {
        Host = Host with { Version = 2 };

        using HttpResponseMessage response = await GetAsync(request =>
        {
            request.Headers.Range = new RangeHeaderValue(100, null);
            request.Headers.IfRange = new RangeConditionHeaderValue("\"edition-1\"");
        });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Content("c-1"), await response.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact(Timeout = Deadlock)]
    public async Task It_rejects_and_counts_requests_with_a_key()
    {
        using HttpResponseMessage response = await GetAsync(
            request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Gateway.ApiKey));

        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Equal(1, Gateway.Media.KeysSeen);
    }

    [Fact(Timeout = Deadlock)]
    public async Task It_serves_the_hosts_of_real_clips_too()
    {
        using HttpResponseMessage response = await GetAsync(
            request => request.Headers.Host = "cdn1.suno.ai", "any.mp3");

        Assert.Equal(MediaContent.Of("/any.mp3", Host), await response.Content.ReadAsByteArrayAsync(Cancel));
    }

    private async Task<HttpResponseMessage> GetAsync(Action<HttpRequestMessage> change, string path = "_media/c-1.mp3")
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Gateway.BaseUri, path));
        change(request);
        return await client.SendAsync(request, Cancel);
    }
}
