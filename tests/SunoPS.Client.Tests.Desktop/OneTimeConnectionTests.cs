namespace SunoPS.Client.Tests;

/// <summary>
/// .NET Framework silently repeats a request on a reused connection that the server has closed, so every submission has
/// a new connection.
/// </summary>
public sealed class OneTimeConnectionTests : GatewayTests
{
    [Fact]
    public async Task A_submission_closes_its_connection()
    {
        SunoClient client = Client();

        await client.GetTaskAsync(TaskIds.Music(1), Cancel);
        await client.SubmitAsync(new SunoLyricsSubmission { Prompt = "a shanty" }, Cancel);
        await client.GetTaskAsync(TaskIds.Music(2), Cancel);

        Assert.Equal(
            [null, "close", null],
            Gateway.Log.Entries.Select(request => request.Headers.GetValueOrDefault("Connection")));
        Assert.Equal($"Bearer {Gateway.ApiKey}", Gateway.Log.Entries[1].Headers["Authorization"]);
    }
}
