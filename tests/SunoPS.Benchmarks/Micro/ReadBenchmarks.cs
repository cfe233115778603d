using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using SunoPS.Benchmarks.Floor;
using SunoPS.Gateway;

namespace SunoPS.Benchmarks.Micro;

/// <summary>Reads the response to one batch: 100 tasks with two clips each, in either shape.</summary>
public class ReadBenchmarks
{
    /// <summary>Number of clips in the batch.</summary>
    public const int ClipCount = 200;

    private byte[] _nested = [];
    private byte[] _flat = [];

    // The in-process toolchain does not await a setup.
    [GlobalSetup]
    public void SetUp() => SetUpAsync().GetAwaiter().GetResult();

    [Benchmark(Baseline = true, Description = "floor, nested")]
    public int Floor() =>
        JsonSerializer.Deserialize(_nested, FloorJsonContext.Default.FloorAnswerFloorTaskArray)!.Data.Length;

    [Benchmark(Description = "SunoPS, nested")]
    public int Nested() => AnswerReader.Read(_nested, "gateway").Tasks.Count;

    [Benchmark(Description = "SunoPS, flat")]
    public int Flat() => AnswerReader.Read(_flat, "gateway").Tasks.Count;

    private async Task SetUpAsync()
    {
        await using LocalGateway gateway = await LocalGateway.StartAsync(new LocalGatewayOptions());
        _nested = await FetchAsync(new Uri(gateway.BaseUri, "suno/fetch"));
        _flat = await FetchAsync(new Uri(gateway.BaseUri, "seed-002/suno/fetch"));
    }

    private static async Task<byte[]> FetchAsync(Uri address)
    {
        using var client = new HttpClient
        {
            DefaultRequestHeaders =
                { Authorization = new AuthenticationHeaderValue("Bearer", LocalGatewayOptions.DefaultApiKey) },
        };
        string[] ids = [.. Enumerable.Range(1, ClipCount / 2).Select(i => $"5f3a0001-0000-4000-8000-{i:x12}")];
        using HttpResponseMessage response = await client.PostAsJsonAsync(address, new { ids, action = "MUSIC" });
        return await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }
}
