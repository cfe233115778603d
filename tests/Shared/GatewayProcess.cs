using System.Net.Http.Json;

namespace SunoPS.Shared;

/// <summary>A local gateway in its own process: the resources of this one belong only to the client.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private const string FirstLine = "listening on ";

    private readonly Process _process;

    private GatewayProcess(Process process, Uri baseUri)
    {
        _process = process;
        BaseUri = baseUri;
    }

    public Uri BaseUri { get; }

    /// <summary>Starts a gateway on a free port, without a log.</summary>
    public static async Task<GatewayProcess> StartAsync()
    {
        string program = Path.Combine(AppContext.BaseDirectory, "SunoPS.Gateway.dll");
        string[] arguments = ["exec", program, "--port", "0", "--no-log", "--for-tests"];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments)
            { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        string? line = await process.StandardOutput.ReadLineAsync();
        return line is not null && line.StartsWith(FirstLine, StringComparison.Ordinal)
            ? new GatewayProcess(process, new Uri(line[FirstLine.Length..]))
            : throw new InvalidOperationException("The local gateway did not start.");
    }

    /// <summary>Posts a setting to a control endpoint.</summary>
    public async Task PostAsync(string endpoint, object? setting)
    {
        using HttpClient control = OpenControl();
        using HttpResponseMessage response = setting is null ? await control.PostAsync(endpoint, null) : await control
            .PostAsJsonAsync(endpoint, setting);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Gets a value from a control endpoint.</summary>
    public async Task<T> GetAsync<T>(string endpoint)
    {
        using HttpClient control = OpenControl();
        return (await control.GetFromJsonAsync<T>(endpoint))!;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private HttpClient OpenControl() => new() { BaseAddress = new Uri(BaseUri, "/_gateway/") };
}
