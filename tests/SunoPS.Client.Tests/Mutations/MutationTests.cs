using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace SunoPS.Client.Tests.Mutations;

/// <summary>
/// Randomly mutated recorded responses are read with no exception except the module's, without losing values, without
/// stack overflow, and in time.
/// </summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private const int Seed = 20240520;
    private const int SmallStack = 256 * 1024;
    private const int MostFaultsShown = 8;

    /// <summary>The environment variable with the number of inputs; CI builds use more.</summary>
    private const string Variable = "SUNOPS_MUTATIONS";

    /// <summary>
    /// Both builds have the same reader on different framework code: for Windows PowerShell, a sample is enough.
    /// </summary>
    private static readonly int Inputs = ClientBuild.IsForDesktop ? 1_000 : Chosen ?? 2_000;

    /// <summary>Far more than a run takes: only a hanging reader reaches it.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(5);

    private static int? Chosen =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : null;

    [Fact]
    public void No_mutation_of_a_response_does_harm_or_loses_a_value()
    {
        var watch = Stopwatch.StartNew();
        var faults = new ConcurrentQueue<(MutatedAnswer Input, string Fault)>();
        var changes = new ConcurrentDictionary<string, int>();
        long leaves = 0;
        int[] current = new int[Math.Max(2, Environment.ProcessorCount)];
        Thread[] threads =
        [
            .. Enumerable.Range(0, current.Length).Select(
                index => new Thread(() => Work(index), SmallStack) { IsBackground = true }),
        ];
        Array.ForEach(threads, thread => thread.Start());
        foreach (Thread thread in threads)
        {
            TimeSpan left = Hang - watch.Elapsed;
            Assert.True(
                thread.Join(left > TimeSpan.Zero ? left : TimeSpan.Zero),
                $"No end after {Hang}: it hangs at one of the inputs {string.Join(", ", current)} of seed {Seed}.");
        }

        // Only warnings of passing tests are shown by dotnet test.
        TestContext.Current.AddWarning(
            $"Mutations: {Inputs} inputs of {RecordedAnswers.All.Count} recorded answers, {changes.Values.Sum()} "
                + $"changes, {leaves} values looked for, seed {Seed}, {watch.Elapsed.TotalSeconds:0.0} s.");
        output.WriteLine(
            string.Join(", ", changes.OrderBy(change =>
                change.Key, StringComparer.Ordinal).Select(change => $"{change.Key} {change.Value}")));
        IEnumerable<string> shortest = faults.OrderBy(fault => fault.Input.Json.Length).Take(MostFaultsShown)
            .Select(fault => $"{fault.Fault}\n    in {fault.Input}");
        Assert.True(faults.IsEmpty, $"{faults.Count} faults:\n{string.Join("\n", shortest)}");
        Assert.Equal(Mutator.Kinds.Order(), changes.Keys.Order());
        Assert.All(changes, change => Assert.InRange(change.Value, Inputs / 250, int.MaxValue));

        void Work(int index)
        {
            for (int number = index; number < Inputs; number += current.Length)
            {
                Volatile.Write(ref current[index], number);
                var input = new MutatedAnswer(Seed, number);
                if (input.FindFault() is { } fault)
                {
                    faults.Enqueue((input, fault));
                }

                Interlocked.Add(ref leaves, input.Leaves);
                input.Changes.ForEach(change => changes.AddOrUpdate(change, 1, (_, count) => count + 1));
            }
        }
    }
}
