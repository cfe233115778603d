using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SunoPS.Client.Tests;

/// <summary>
/// A server that reads each request, sends a fixed response, and disconnects: for responses that a web server cannot
/// send.
/// </summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;

    public RawServer(string answer)
    {
        _listener.Start();
        _work = ServeAsync(Encoding.ASCII.GetBytes(answer));
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}/");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync(byte[] answer)
    {
        while (true)
        {
            try
            {
                using Socket client = await _listener.AcceptSocketAsync(_stop.Token);
                await AnswerAsync(client, answer, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private static async Task AnswerAsync(Socket client, byte[] answer, CancellationToken stop)
    {
        try
        {
            byte[] buffer = new byte[8192];
            int length = 0;
            while (buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0)
            {
                int read = await client.ReceiveAsync(buffer.AsMemory(length), stop);
                if (read == 0)
                {
                    return;
                }

                length += read;
            }

            await client.SendAsync(answer, stop);
            client.Shutdown(SocketShutdown.Send);

            // Disconnecting before all data is read would reset the connection.
            while (await client.ReceiveAsync(buffer, stop) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // The client disconnected first.
        }
    }
}
