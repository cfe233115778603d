using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace SunoPS.Benchmarks.Floor;

/// <summary>The floor: one HttpClient, generated System.Text.Json code, as many requests in flight.</summary>
internal sealed class FloorClient(Uri baseUri, string apiKey, int throttleLimit) : IDisposable
{
    private const int BatchSize = 100;

    private readonly HttpClient _client = new()
    {
        BaseAddress = baseUri,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", apiKey) },
    };

    /// <summary>Fetches tasks in batches, and keeps them in memory.</summary>
    public async Task<List<FloorTask>> GetBatchesAsync(string[] ids)
    {
        string[][] batches = [.. ids.Chunk(BatchSize)];
        var answers = new FloorTask[batches.Length][];
        await Parallel.ForAsync(
            0, batches.Length, new ParallelOptions { MaxDegreeOfParallelism = throttleLimit },
            async (i, cancellationToken) =>
        {
            using var content = JsonContent.Create(
                new FloorRequest(batches[i], "MUSIC"), FloorJsonContext.Default.FloorRequest);
            using HttpResponseMessage response = await _client.PostAsync("suno/fetch", content, cancellationToken);
            response.EnsureSuccessStatusCode();
            answers[i] = (
                await response.Content
                    .ReadFromJsonAsync(FloorJsonContext.Default.FloorAnswerFloorTaskArray, cancellationToken))!.Data;
        });
        return [.. answers.SelectMany(tasks => tasks)];
    }

    public async Task<FloorTask[]> GetSinglyAsync(string[] ids)
    {
        var tasks = new FloorTask[ids.Length];
        await Parallel.ForAsync(
            0, ids.Length, new ParallelOptions { MaxDegreeOfParallelism = throttleLimit },
            async (i, cancellationToken) =>
            tasks[i] = (
                await _client.GetFromJsonAsync(
                    $"suno/fetch/{ids[i]}", FloorJsonContext.Default.FloorAnswerFloorTask, cancellationToken))!.Data);
        return tasks;
    }

    public void Dispose() => _client.Dispose();
}
