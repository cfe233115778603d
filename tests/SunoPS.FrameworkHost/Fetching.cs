using System.Globalization;
using System.Runtime.CompilerServices;

namespace SunoPS.FrameworkHost;

/// <summary>The main job, with the client only. Must not be loaded before the module can be found.</summary>
internal static class Fetching
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run(Uri baseUri, string apiKey)
    {
        foreach (SunoGateway gateway in SunoGateway.Known)
        {
            var client = new SunoClient(new SunoConnection(gateway with { BaseUri = baseUri }, apiKey));
            using SunoTaskPipeline pipeline = client.OpenPipeline();
            var results = new List<SunoTaskResult>();
            foreach (
                string id in Enumerable.Range(0, 120)
                    .Select(number => $"5f3a0001-0000-4000-8000-{number.ToString("x12", CultureInfo.InvariantCulture)}")
                    .Append("unknown-1"))
            {
                while (!pipeline.TryAdd(new SunoTaskReference(id)))
                {
                    pipeline.WaitToReadAsync().AsTask().GetAwaiter().GetResult();
                    Read(pipeline, results);
                }

                Read(pipeline, results);
            }

            pipeline.CompleteAdding();
            while (pipeline.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                Read(pipeline, results);
            }

            SunoTaskResult last = results[results.Count - 1];
            Console.WriteLine(
                $"{gateway.Name}: {results.Count(result => result.Task is not null)} tasks, "
                    + $"{results.Sum(result => result.Task?.Clips.Count ?? 0)} clips, {last.TaskId} "
                    + $"{last.Error?.Kind}");
        }
    }

    private static void Read(SunoTaskPipeline pipeline, List<SunoTaskResult> results)
    {
        while (pipeline.TryRead(out SunoTaskResult result))
        {
            results.Add(result);
        }
    }
}
