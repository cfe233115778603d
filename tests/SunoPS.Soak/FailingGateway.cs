using System.Diagnostics;
using System.Net.Http.Json;
using SunoPS.Gateway;

namespace SunoPS.Soak;

/// <summary>A local gateway in a process of its own, so that sockets, threads and memory of this one are the client's alone.</summary>
internal sealed class FailingGateway : IAsyncDisposable
{
    /// <summary>The share of requests that something goes wrong with.</summary>
    public const double FailureRate = 0.2;

    private const string FirstLine = "listening on ";

    /// <summary>What goes wrong. The last two do not pass, so that whole batches end in errors.</summary>
    private static readonly GatewayFault[] Faults =
    [
        new() { Kind = FaultKind.ResetBeforeHeaders },
        new() { Kind = FaultKind.CloseBeforeHeaders },
        new() { Kind = FaultKind.HangBeforeHeaders },
        new() { Kind = FaultKind.ResetInBody },
        new() { Kind = FaultKind.HangInBody },
        new() { Kind = FaultKind.Dribble },
        new() { Kind = FaultKind.CutWithLength },
        new() { Kind = FaultKind.CutChunked },
        new() { Kind = FaultKind.Status, Status = 408 },
        new() { Kind = FaultKind.Status, Status = 429, RetryAfterSec = 1 },
        new() { Kind = FaultKind.Status, Status = 500 },
        new() { Kind = FaultKind.Status, Status = 502, IsHtml = true },
        new() { Kind = FaultKind.Status, Status = 503 },
        new() { Kind = FaultKind.Status, Status = 504, IsHtml = true },
        new() { Kind = FaultKind.Status, Status = 200, IsHtml = true },
        new() { Kind = FaultKind.WrongGzip },
    ];

    private readonly Process _process;

    private FailingGateway(Process process, Uri baseUri)
    {
        _process = process;
        BaseUri = baseUri;
    }

    public Uri BaseUri { get; }

    public int Port => BaseUri.Port;

    /// <summary>Starts one that does not fail yet.</summary>
    public static async Task<FailingGateway> StartAsync()
    {
        string program = Path.Combine(AppContext.BaseDirectory, "SunoPS.Gateway.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", program, "--port", "0", "--no-log"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        string? line = await process.StandardOutput.ReadLineAsync();
        return line is not null && line.StartsWith(FirstLine, StringComparison.Ordinal)
            ? new FailingGateway(process, new Uri(line[FirstLine.Length..]))
            : throw new InvalidOperationException("The local gateway did not start.");
    }

    /// <summary>Begins to fail: each fault by dice of its own, so that together they strike at <see cref="FailureRate"/>.</summary>
    public async Task FailAsync(int seed)
    {
        double rate = 1 - Math.Pow(1 - FailureRate, 1.0 / Faults.Length);
        using HttpClient control = OpenControl();
        using HttpResponseMessage reset = await control.PostAsync("reset", null);
        reset.EnsureSuccessStatusCode();
        for (int i = 0; i < Faults.Length; i++)
        {
            GatewayFault fault = Faults[i] with { Rate = rate, Seed = seed + i };
            using HttpResponseMessage response = await control.PostAsJsonAsync("faults", new
            {
                Kind = fault.Kind.ToString(),
                fault.Rate,
                fault.Seed,
                fault.Status,
                fault.IsHtml,
                fault.RetryAfterSec,
            });
            response.EnsureSuccessStatusCode();
        }
    }

    /// <summary>What it has counted since it began to fail.</summary>
    public async Task<GatewayCounts> CountAsync()
    {
        using HttpClient control = OpenControl();
        return (await control.GetFromJsonAsync<GatewayCounts>("stats"))!;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private HttpClient OpenControl() => new() { BaseAddress = new Uri(BaseUri, "/_gateway/") };
}
