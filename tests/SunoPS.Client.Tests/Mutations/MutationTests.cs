namespace SunoPS.Client.Tests.Mutations;

/// <summary>
/// Randomly changed recorded tasks are read with no exception except the module's, without losing values, without stack
/// overflow, in time, and in memory proportional to their length.
/// </summary>
public sealed partial class MutationTests(ITestOutputHelper output)
{
    private const int Seed = 20240520;
    private const int SmallStack = 256 * 1024;
    private const int DeepestEnumeration = 8;

    /// <summary>The environment variable with the number of inputs; CI builds use more.</summary>
    private const string Variable = "SUNOPS_MUTATIONS";

    /// <summary>For Windows PowerShell, with the same reader, a sample is enough.</summary>
    private static readonly int Inputs = ClientBuild.IsForDesktop ? 1_000 : int.Parse(
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen ? chosen : "2000",
        CultureInfo.InvariantCulture);

    /// <summary>Far more than a run takes: only a hanging reader reaches it.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(5);

    [Fact]
    public void No_change_of_a_response_does_harm_or_loses_a_value()
    {
        var watch = Stopwatch.StartNew();
        var faults = new ConcurrentQueue<(ChangedAnswer Input, string Fault)>();
        var changes = new ConcurrentDictionary<string, int>();
        long values = 0;
        int[] current = new int[Math.Max(2, Environment.ProcessorCount)];
        Thread[] threads =
        [
            .. Enumerable.Range(0, current.Length).Select(
                index => new Thread(() => Work(index), SmallStack) { IsBackground = true }),
        ];
        Array.ForEach(threads, thread => thread.Start());
        Assert.True(
            Array.TrueForAll(threads, thread => thread.Join(Hang)),
            $"No end after {Hang}: it hangs at one of the inputs {string.Join(", ", current)} of seed {Seed}.");

        // Only warnings of passing tests are shown by dotnet test.
        TestContext.Current.AddWarning(
            $"Mutations: {Inputs} inputs of {ChangedAnswer.RecordedTasks} recorded tasks, {changes.Values.Sum()} "
                + $"changes, {values} values looked for, seed {Seed}, {watch.Elapsed.TotalSeconds:0.0} s.");
        output.WriteLine(string.Join(", ", changes.OrderBy(change => change.Key, StringComparer.Ordinal)));
        IEnumerable<string> shortest = faults.OrderBy(fault => fault.Input.Json.Length).Take(8)
            .Select(fault => $"{fault.Fault}\n    in {fault.Input}");
        Assert.True(faults.IsEmpty, $"{faults.Count} faults:\n{string.Join("\n", shortest)}");
        Assert.Equal(ChangedAnswer.Kinds.Append("truncate").Order(), changes.Keys.Order());
        Assert.All(changes, change => Assert.InRange(change.Value, Inputs / 250, int.MaxValue));

        void Work(int index)
        {
            for (int number = index; number < Inputs; number += current.Length)
            {
                Volatile.Write(ref current[index], number);
                var input = new ChangedAnswer(Seed, number);
                if (FindFault(input, ref values) is { } fault)
                {
                    faults.Enqueue((input, fault));
                }

                input.Changes.ForEach(change => changes.AddOrUpdate(change, 1, (_, count) => count + 1));
            }
        }
    }

    /// <summary>Reads a response, as saved JSON and as a new one; returns the fault of the result, or null.</summary>
    private static string? FindFault(ChangedAnswer input, ref long values)
    {
        try
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            IReadOnlyList<SunoTask> tasks = Read(input.Json, isSaved: false);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            string? fault = allocated > (200L * input.Json.Length) + 1_000_000 ? $"{allocated} bytes allocated" : null;
            return fault ?? FindLoss(input, tasks, ref values)
                ?? FindLoss(input, Read(input.Json, isSaved: true), ref values);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return $"{exception.GetType().Name}: {exception.Message}";
        }
    }

    private static IReadOnlyList<SunoTask> Read(string json, bool isSaved)
    {
        try
        {
            return isSaved
                ? SavedJson.Read(json) : AnswerReader.Read(Encoding.UTF8.GetBytes(json), "gateway").Tasks;
        }
        catch (Exception exception) when (isSaved ? exception is SunoApiException : exception is InvalidDataException)
        {
            return [];
        }
    }

    private static string? FindLoss(ChangedAnswer input, IReadOnlyList<SunoTask> tasks, ref long values)
    {
        if (tasks.Count != (input.IsUnreadable ? 0 : input.TaskCount))
        {
            return $"{tasks.Count} tasks";
        }

        if (input.IsUnreadable)
        {
            return null;
        }

        HashSet<string> sent = ValuesIn(input.Json);
        Interlocked.Add(ref values, sent.Count);
        sent.ExceptWith(ValuesIn(string.Join('\n', tasks.SelectMany(TextsOf))));
        return sent.Count == 0 ? null : $"loses {string.Join(", ", sent.Take(5))}";
    }

    private static HashSet<string> ValuesIn(string text) =>
        [.. UniqueValue().Matches(text).Select(match => match.Value)];

    /// <summary>All values of a task: times and durations as the number of seconds.</summary>
    private static IEnumerable<string> TextsOf(SunoTask task)
    {
        object?[] parts = [task, task.Lyrics, .. task.Clips];
        foreach (object part in parts.OfType<object>())
        {
            Exhaust((SunoJsonObject)part.GetType().GetProperty(nameof(SunoTask.AdditionalProperties))!.GetValue(part)!);
            foreach (object? value in PropertyValues.Of(part).Values)
            {
                yield return value switch
                {
                    DateTime time => $"{(time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond}",
                    TimeSpan length => $"{length.Ticks / TimeSpan.TicksPerSecond}",
                    _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
                };
            }
        }
    }

    /// <summary>Enumerates additional properties like PowerShell, and parses their text.</summary>
    private static void Exhaust(SunoJsonObject additional)
    {
        using (JsonDocument.Parse(additional.ToString(), new JsonDocumentOptions { MaxDepth = int.MaxValue }))
        {
        }

        var left = new Stack<(object? Value, int Depth)>([(additional, 0)]);
        while (left.TryPop(out (object? Value, int Depth) at))
        {
            foreach (object? inner in ValuesOf(at.Value).Where(_ => at.Depth < DeepestEnumeration))
            {
                left.Push((inner, at.Depth + 1));
            }
        }
    }

    private static IEnumerable<object?> ValuesOf(object? value) => value switch
    {
        SunoJsonObject members => members.Select(member =>
        {
            Assert.True(members.ContainsKey(member.Key), $"'{member.Key}' is enumerated but not found.");
            return member.Value;
        }),
        object?[] items => items,
        _ => [],
    };

    [GeneratedRegex(@"(?<![0-9])70[0-9]{5}(?![0-9])")]
    private static partial Regex UniqueValue();
}
