namespace SunoPS.Benchmarks;

/// <summary>The self-description of a contender's process.</summary>
internal sealed record WorkerIntroduction(string Runtime, string Version);

/// <summary>A contender in a separate process, which runs scenarios and returns their cost.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private readonly Process _process;

    private WorkerProcess(Process process, WorkerIntroduction introduction)
    {
        _process = process;
        Introduction = introduction;
    }

    public WorkerIntroduction Introduction { get; }

    public static async Task<WorkerProcess> StartAsync(ProcessStartInfo startInfo)
    {
        startInfo.RedirectStandardInput = true;
        startInfo.RedirectStandardOutput = true;
        var process = Process.Start(startInfo)!;
        return new WorkerProcess(process, await ReadAsync<WorkerIntroduction>(process));
    }

    public async Task<Cost> RunAsync(string scenario, int count)
    {
        await _process.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{scenario} {count}"));
        Cost cost = await ReadAsync<Cost>(_process);
        return cost.Items >= count ? cost : throw new InvalidOperationException(
            $"{scenario}: {cost.Items} came out of {count}.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<T> ReadAsync<T>(Process process)
    {
        string line = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("A contender ended early.");
        return JsonSerializer.Deserialize<T>(line, Options)!;
    }
}
