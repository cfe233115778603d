using System.Runtime.InteropServices;

namespace SunoPS.Soak;

/// <summary>The figures, their limits, and whether they are met.</summary>
internal sealed class SoakReport
{
    private const int LeastBatches = 100;
    private const long Mebibyte = 1024 * 1024;

    /// <summary>The tolerance of the fraction of failed responses.</summary>
    private const double RateTolerance = 0.03;

    /// <summary>The tolerance of heap growth: noise of requests in flight.</summary>
    private const long HeapTolerance = 8 * Mebibyte;

    private readonly List<Row> _rows = [];

    public SoakReport(
        SoakTally tally, GatewayCounts counts, ProcessSample start, IReadOnlyList<ProcessSample> samples,
        ProcessSample end)
    {
        int failed = tally.Errors.Values.Sum();
        double share = (double)counts.Faults / counts.Requests;
        long early = Median(samples.Take(Math.Max(1, samples.Count / 3)));
        long late = Median(samples.TakeLast(Math.Max(1, samples.Count / 3)));

        Add("seconds", $"{tally.Elapsed.TotalSeconds:0}");
        Add("batches", $"{tally.Batches:N0}", tally.Batches >= LeastBatches, $"{LeastBatches} or more");
        Add("ids", $"{tally.Ids:N0}");
        Add("tasks", $"{tally.Tasks:N0}");
        Add("errors", $"{failed:N0} ({string.Join(", ", tally.Errors.Select(pair => $"{pair.Value:N0} {pair.Key}"))})");
        Add(
            "ids not accounted for, once and in order", $"{tally.Violations:N0}",
            tally.Violations == 0 && tally.Ids == tally.Tasks + failed, "0");
        Add("requests", $"{counts.Requests:N0}");
        Add(
            "answers that failed", $"{share:0.0 %}", Math.Abs(share - FailingGateway.FailureRate) <= RateTolerance,
            $"{FailingGateway.FailureRate:0 %}");
        Add("requests at once, at most", $"{counts.MaxInFlight:N0}");
        Add(
            "sockets at the start, at most, at the end", $"{start.Sockets}, {samples.Max(sample => sample.Sockets)}, "
                + $"{end.Sockets}", end.Sockets <= start.Sockets, "no more than at the start");
        Add(
            "threads at the start, at most, at the end", $"{start.Threads}, {samples.Max(sample => sample.Threads)}, "
                + $"{end.Threads}", end.Threads <= start.Threads, "no more than at the start");
        Add(
            "heap early and late in the run, MiB (medians)", $"{MiB(early)}, {MiB(late)}",
            late <= early + HeapTolerance, $"at most {MiB(HeapTolerance)} more");
        Add(
            "heap at the start and at the end, MiB", $"{MiB(start.HeapBytes)}, {MiB(end.HeapBytes)}",
            end.HeapBytes <= start.HeapBytes + HeapTolerance, $"at most {MiB(HeapTolerance)} more");
        Add("working set, at most, MiB", MiB(samples.Max(sample => sample.WorkingSetBytes)));
    }

    public bool IsGood => _rows.TrueForAll(row => row.IsGood is not false);

    public string ToText()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Soak

            This page shows a minute of batches against a local gateway that fails every fifth response at random,
            with a fixed seed: resets, hangs, truncated responses, 408, 429, 5xx, web pages, invalid compression. To
            write it:

                dotnet run -c Release --project tests/SunoPS.Soak -- docs/soak.md

            The exit code is 1 if a figure is out of its range.
            {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription},
            {Environment.ProcessorCount} processors.


            """);
        text.Append("| figure | measured | should be | |\n| --- | --- | --- | --- |\n");
        foreach (Row row in _rows)
        {
            string verdict = row.IsGood switch { true => "yes", false => "NO", null => "" };
            text.Append(CultureInfo.InvariantCulture, $"| {row.Name} | {row.Value} | {row.Limit} | {verdict} |\n");
        }

        return text.ToString();
    }

    private static long Median(IEnumerable<ProcessSample> samples)
    {
        long[] heaps = [.. samples.Select(sample => sample.HeapBytes).Order()];
        return heaps[heaps.Length / 2];
    }

    private static string MiB(long bytes) => $"{(double)bytes / Mebibyte:0.0}";

    private void Add(string name, string value, bool? isGood = null, string limit = "") =>
        _rows.Add(new Row(name, value, isGood, limit));

    private sealed record Row(string Name, string Value, bool? IsGood, string Limit);
}
