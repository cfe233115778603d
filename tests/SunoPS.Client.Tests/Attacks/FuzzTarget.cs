using System.Collections.Concurrent;

namespace SunoPS.Client.Tests.Attacks;

/// <summary>A client of a server with given responses.</summary>
internal sealed class FuzzTarget : IDisposable
{
    private static readonly string[] Ids = ["t-1", "t-2"];

    private readonly Messages _listener = new();
    private readonly SocketsHttpHandler _transport;
    private readonly SunoClient _client;
    private byte[] _next = [];

    public FuzzTarget()
    {
        _transport = InMemoryConnection.Transport(() => _next);
        var connection = new SunoConnection(
            SunoGateway.Custom with { BaseUri = new Uri("http://127.0.0.1/") },
            KeyForms.Key,
            new SunoConnectionOptions { MaximumRetryCount = 0, TimeoutSec = 86_400 })
        {
            Handler = _transport,
        };
        _client = new SunoClient(connection, _listener);
    }

    public void Dispose() => _transport.Dispose();

    /// <summary>Sends a request that receives a response.</summary>
    /// <returns>The outcome, and its fault; null for none.</returns>
    public async Task<(string Outcome, string? Fault)> PlayAsync(
        FuzzedAnswer answer, int number, CancellationToken cancellationToken)
    {
        _next = answer.Bytes;
        _listener.Texts.Clear();
        SunoApiException? error = null;
        try
        {
            error = await RequestAsync(number % 4, cancellationToken);
        }
        catch (SunoApiException exception)
        {
            error = exception;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return ("another exception", exception.ToString());
        }

        string? said = _listener.Texts.Select(KeyForms.FindFault)
            .FirstOrDefault(fault => fault is not null);
        string? fault = said is null ? null : $"{said} in a message";
        return (error?.Kind.ToString() ?? "result", fault ?? (error is null ? null : KeyForms.FindFault(error)));
    }

    /// <summary>Sends a request of a kind; returns the first error of its results.</summary>
    private async Task<SunoApiException?> RequestAsync(int kind, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case 0:
                await _client.SubmitAsync(new SunoLyricsSubmission { Prompt = "rain" }, cancellationToken);
                return null;
            case 1:
                IReadOnlyList<SunoTaskResult> results = await _client
                    .GetTaskBatchAsync(Ids, cancellationToken: cancellationToken);
                return results.FirstOrDefault(result => result.Error is not null).Error;
            case 2:
                SunoConnectionTest test = await _client.TestAsync(cancellationToken);
                return KeyForms.FindFault(test.Reason) is { } fault
                    ? throw new InvalidOperationException($"{fault} in {test.Reason}")
                    : null;
            default:
                await _client.GetTaskAsync(Ids[0], cancellationToken);
                return null;
        }
    }

    private sealed class Messages : IProgress<SunoRequestEvent>
    {
        public ConcurrentQueue<string> Texts { get; } = new();

        public void Report(SunoRequestEvent value) => Texts.Enqueue(value.Message);
    }
}
