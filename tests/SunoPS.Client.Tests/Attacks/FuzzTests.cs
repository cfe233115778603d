using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace SunoPS.Client.Tests.Attacks;

/// <summary>
/// Fuzzed HTTP responses end in results or in the module's exception: without the key, without characters that a
/// terminal interprets, and in time and memory proportional to their length.
/// </summary>
public sealed class FuzzTests
{
    private const int Seed = 20261121;
    private const int MostFaultsShown = 8;

    /// <summary>The environment variable with the number of inputs.</summary>
    private const string Variable = "SUNOPS_FUZZ";

    private static int Inputs { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : 2_000;

    [Fact]
    public async Task No_response_does_harm()
    {
        ClientBuild.SkipForDesktop("The transport is that of .NET.");
        CancellationToken cancel = TestContext.Current.CancellationToken;
        var watch = Stopwatch.StartNew();
        var faults = new ConcurrentQueue<(int Number, string Fault)>();
        var outcomes = new ConcurrentDictionary<string, int>();
        int last = -1;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Math.Max(2, Environment.ProcessorCount)), cancel, async (_, _) =>
            {
                using var target = new FuzzTarget();
                for (int number = Interlocked.Increment(ref last); number < Inputs;
                    number = Interlocked.Increment(ref last))
                {
                    var answer = new FuzzedAnswer(Seed, number);
                    (string outcome, string? fault) = await target.PlayAsync(answer, number, cancel);
                    outcomes.AddOrUpdate(outcome, 1, static (_, count) => count + 1);
                    fault ??= Disproportion(answer.Body);
                    if (fault is not null)
                    {
                        faults.Enqueue((number, $"{fault}\n    in {answer}"));
                    }
                }
            });

        // Only warnings of passing tests are shown by dotnet test.
        TestContext.Current.AddWarning(
            $"Fuzzing: {Inputs} HTTP answers, seed {Seed}, {watch.Elapsed.TotalSeconds:0.0} s: "
            + string.Join(
                ", ", outcomes.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Value} {pair.Key}")));
        IEnumerable<string> shown = faults.OrderBy(fault => fault.Number).Take(MostFaultsShown)
            .Select(fault => $"{fault.Number}: {fault.Fault}");
        Assert.True(faults.IsEmpty, $"{faults.Count} faults:\n{string.Join("\n", shown)}");

        // Every outcome must have happened.
        Assert.Subset(
            outcomes.Keys.ToHashSet(),
            ((string[])["result", "InvalidResponse", "GatewayError", "RateLimited", "Unauthorized", "ConnectionFailed"])
            .ToHashSet());
    }

    /// <summary>Returns the disproportionate cost of reading a body; null for none.</summary>
    private static string? Disproportion(byte[] body)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            AnswerReader.Read(body);
        }
        catch (InvalidDataException)
        {
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return allocated > (200L * body.Length) + 1_000_000 ? $"{allocated} bytes allocated for {body.Length}"
            : null;
    }
}
