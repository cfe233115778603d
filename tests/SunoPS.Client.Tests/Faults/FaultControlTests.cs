using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace SunoPS.Client.Tests.Faults;

/// <summary>Faults of the local gateway, set over HTTP.</summary>
public sealed class FaultControlTests : GatewayTests
{
    [Fact]
    public async Task A_fault_can_be_posted_and_is_ended_by_a_reset()
    {
        using HttpClient control = OpenControl();

        using HttpResponseMessage added = await control.PostAsJsonAsync(
            "faults", new { kind = "status", status = 429, retryAfterSec = 7 }, Cancel);
        SunoApiException error = await FetchErrorAsync();
        JsonElement statistics = await control.GetFromJsonAsync<JsonElement>("stats", Cancel);
        using HttpResponseMessage reset = await control.PostAsync("reset", null, Cancel);

        Assert.Equal(HttpStatusCode.NoContent, added.StatusCode);
        Assert.Equal(SunoErrorKind.RateLimited, error.Kind);
        Assert.Equal(TimeSpan.FromSeconds(7), error.RetryAfter);
        Assert.Equal(1, statistics.GetProperty("faults").GetInt64());
        await Client().GetTaskAsync(TaskIds.Music(1), Cancel);
    }

    [Theory]
    [InlineData("""{"kind":"nothingThatThereIs"}""")]
    [InlineData("""{"kind":"status","stauts":500}""")]
    [InlineData("""{"kind":"bomb","miB":0}""")]
    [InlineData("{}")]
    public async Task Invalid_values_are_rejected(string json)
    {
        using HttpClient control = OpenControl();
        using var content = new StringContent(json);

        using HttpResponseMessage response = await control.PostAsync("faults", content, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        await Client().GetTaskAsync(TaskIds.Music(1), Cancel);
    }

    private HttpClient OpenControl() => new() { BaseAddress = new Uri(Gateway.BaseUri, "_gateway/") };
}
