using System.Security.Cryptography;

namespace SunoPS.Fuzz;

/// <summary>
/// Fuzzes a target in this process: inputs that reach a new branch are added to the corpus, and changed in turn.
/// </summary>
internal static class Program
{
    /// <summary>More memory than a response of the largest size needs.</summary>
    private const long MostAllocated = 512L * 1024 * 1024;

    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(20);

    private static int Main(string[] args)
    {
        if (args is not [var name, var executions, var folder, var seed] || !Targets.All.ContainsKey(name))
        {
            Console.Error.WriteLine(
                $"usage: SunoPS.Fuzz <{string.Join('|', Targets.All.Keys)}> <executions> <corpus folder> <seed>");
            return 2;
        }

        Coverage.Start();
        Action<byte[]> target = Targets.All[name];
        var mutator = new Mutator(int.Parse(seed, CultureInfo.InvariantCulture));
        List<byte[]> corpus = [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        foreach (byte[] input in corpus)
        {
            Run(target, input);
            Coverage.Take();
        }

        int faults = 0;
        long total = long.Parse(executions, CultureInfo.InvariantCulture);
        var watch = Stopwatch.StartNew();
        for (long i = 1; i <= total; i++)
        {
            byte[] input = corpus.Count == 0 ? [] : mutator.Pick(corpus);
            input = mutator.Change(input, corpus.Count == 0 ? [] : mutator.Pick(corpus));
            if (Run(target, input) is { } fault)
            {
                Console.WriteLine($"{Save(folder + "-faults", input)}: {fault}");
                faults++;
            }

            if (Coverage.Take() > 0)
            {
                Save(folder, input);
                corpus.Add(input);
            }

            if (i % 100_000 == 0 || i == total)
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}: {i} executions in {watch.Elapsed.TotalSeconds:0} s, {corpus.Count} inputs in the corpus, "
                        + $"{faults} faults"));
            }
        }

        Distill(target, folder);
        return faults == 0 ? 0 : 1;
    }

    /// <summary>Deletes the inputs that reach no branch that a smaller input does not reach.</summary>
    private static void Distill(Action<byte[]> target, string folder)
    {
        Coverage.Take();
        Coverage.Forget();
        foreach (FileInfo file in new DirectoryInfo(folder).GetFiles().OrderBy(file => file.Length))
        {
            Run(target, File.ReadAllBytes(file.FullName));
            if (Coverage.Take(byMagnitude: false) == 0)
            {
                file.Delete();
            }
        }
    }

    /// <summary>Runs a target; returns its fault, or null.</summary>
    private static string? Run(Action<byte[]> target, byte[] input)
    {
        long allocated = GC.GetTotalAllocatedBytes();
        using var patience = new Timer(_ => EndHanging(input), null, Hang, Timeout.InfiniteTimeSpan);
        try
        {
            target(input);
        }
        catch (SunoApiException)
        {
            // The expected end of most inputs.
        }
#pragma warning disable CA1031 // Any other exception is a fault.
        catch (Exception exception)
        {
            return exception.ToString();
        }
#pragma warning restore CA1031

        allocated = GC.GetTotalAllocatedBytes() - allocated;
        return allocated > MostAllocated ? $"{allocated} bytes were allocated." : null;
    }

    private static void EndHanging(byte[] input)
    {
        Console.WriteLine($"{Save("hang", input)}: no end after {Hang.TotalSeconds} s");
        Environment.Exit(1);
    }

    private static string Save(string folder, byte[] input)
    {
        string path = Path.Combine(
            Directory.CreateDirectory(folder).FullName, Convert.ToHexStringLower(SHA256.HashData(input))[..16]);
        File.WriteAllBytes(path, input);
        return path;
    }
}
