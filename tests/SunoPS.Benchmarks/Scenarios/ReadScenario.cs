using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using SunoPS.Benchmarks.Micro;

namespace SunoPS.Benchmarks.Scenarios;

/// <summary>Reads one batch from memory, with BenchmarkDotNet.</summary>
internal sealed class ReadScenario : IScenario
{
    private const double NanosecondsPerMicrosecond = 1000;

    public string Name => "read";

    public Task<ScenarioReport> RunAsync(BenchmarkContext context)
    {
        IConfig config = ManualConfig.CreateEmpty()
            .AddJob(
                Job.Default.WithWarmupCount(5).WithIterationCount(15).WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddLogger(NullLogger.Instance)
            .WithArtifactsPath(context.Folder);
        Summary summary = BenchmarkRunner.Run<ReadBenchmarks>(config);
        return Task.FromResult(new ScenarioReport().Table(
            ["", "mean, µs", "ratio", "allocated a clip, bytes"],
            summary.Reports.Select(report => new[]
            {
                report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\''),
                ScenarioReport.Print(report.ResultStatistics!.Mean / NanosecondsPerMicrosecond, "0"),
                ScenarioReport.Print(report.ResultStatistics.Mean / summary.Reports[0].ResultStatistics!.Mean, "0.00"),
                ScenarioReport.Print(
                    (double)report.GcStats.GetBytesAllocatedPerOperation(
                        report.BenchmarkCase)! / ReadBenchmarks.ClipCount, "0"),
            })));
    }
}
