using System.Net.Sockets;

namespace SunoPS.Client.Tests;

/// <summary>Answers each connection with fixed responses that a web server cannot send, and disconnects.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;

    public RawServer(params string[] answers)
    {
        _listener.Start();
        _work = ServeAsync(answers);
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}/");

    public int Connections { get; private set; }

    public int Requests { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync(string[] answers)
    {
        while (true)
        {
            try
            {
                using Socket client = await _listener.AcceptSocketAsync(_stop.Token);
                Connections++;
                await AnswerAsync(client, answers);
            }
            catch (SocketException)
            {
                // The client disconnected first.
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(Socket client, string[] answers)
    {
        byte[] buffer = new byte[8192];
        foreach (string answer in answers)
        {
            for (int length = 0; !IsWhole(Encoding.ASCII.GetString(buffer, 0, length));)
            {
                int read = await client.ReceiveAsync(buffer.AsMemory(length), _stop.Token);
                if (read == 0)
                {
                    return;
                }

                length += read;
            }

            Requests++;
            await client.SendAsync(Encoding.ASCII.GetBytes(answer), _stop.Token);
        }

        client.Shutdown(SocketShutdown.Send);

        // Disconnecting before all data is read would reset the connection.
        while (await client.ReceiveAsync(buffer, _stop.Token) > 0)
        {
        }
    }

    private static bool IsWhole(string request)
    {
        int body = request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        string length = Regex.Match(request, @"Content-Length: (\d+)", RegexOptions.IgnoreCase).Groups[1].Value;
        return body > 3
            && request.Length - body >= (length.Length > 0 ? int.Parse(length, CultureInfo.InvariantCulture) : 0);
    }
}
