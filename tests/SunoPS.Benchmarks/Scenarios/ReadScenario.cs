using System.Net.Http.Headers;
using System.Net.Http.Json;
using SunoPS.Benchmarks.Floor;
using SunoPS.Gateway;

namespace SunoPS.Benchmarks.Scenarios;

/// <summary>Reads one batch from memory: 100 tasks with two clips each, in either shape.</summary>
internal static class ReadScenario
{
    private const int TaskCount = 100;
    private const int Readings = 200;

    public static async Task<ScenarioReport> RunAsync(BenchmarkContext context)
    {
        byte[] nested = await FetchAsync(context.Gateway.BaseUri, "suno/fetch");
        byte[] flat = await FetchAsync(context.Gateway.BaseUri, "seed-002/suno/fetch");
        (string Name, Func<int> Read)[] readers =
        [
            ("floor, nested", () =>
                JsonSerializer.Deserialize(nested, FloorJsonContext.Default.FloorAnswerFloorTaskArray)!.Data.Length),
            ("SunoPS, nested", () => AnswerReader.Read(nested, "gateway").Tasks.Count),
            ("SunoPS, flat", () => AnswerReader.Read(flat, "gateway").Tasks.Count),
        ];
        CostSeries[] series = [.. readers.Select(reader => new CostSeries(reader.Name))];

        // In the first rounds, code is compiled for good.
        for (int round = -10; round < 15; round++)
        {
            for (int i = 0; i < readers.Length; i++)
            {
                Cost cost = Measure(readers[i].Read);
                if (round >= 0)
                {
                    series[i].Add(cost);
                }
            }
        }

        return new ScenarioReport().Table(
            ["", "median, µs", "ratio", "allocated a clip, bytes"],
            series.Select(costs => new[]
            {
                costs.Name,
                ScenarioReport.Print(costs.Wall * 1000 / Readings, "0"),
                ScenarioReport.Print(costs.Wall / series[0].Wall, "0.00"),
                ScenarioReport.Print(costs.Allocated * 1024 * 1024 / Readings / TaskCount / 2, "0"),
            }));
    }

    private static Cost Measure(Func<int> read)
    {
        long allocated = GC.GetTotalAllocatedBytes();
        long start = Stopwatch.GetTimestamp();
        int items = 0;
        for (int i = 0; i < Readings; i++)
        {
            items += read();
        }

        double wall = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return new Cost(wall, wall, (GC.GetTotalAllocatedBytes() - allocated) / 1024.0 / 1024.0, 0, items);
    }

    private static async Task<byte[]> FetchAsync(Uri baseUri, string path)
    {
        using var client = new HttpClient { BaseAddress = baseUri };
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", LocalGatewayOptions.DefaultApiKey);
        string[] ids = [.. Enumerable.Range(1, TaskCount).Select(i => Gateway.TaskIds.Music(i))];
        using HttpResponseMessage response = await client.PostAsJsonAsync(path, new { ids, action = "MUSIC" });
        return await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }
}
