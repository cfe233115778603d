using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SunoPS.Gateway;

/// <summary>
/// The connection of a request below its web server, for behavior that a web server does not allow. The server must not
/// have started a response, and does not respond after this.
/// </summary>
internal sealed class RawConnection
{
    /// <summary>Maximum wait for the client to disconnect after the end of the response.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HttpContext _context;
    private readonly Socket _socket;

    private RawConnection(HttpContext context, Socket socket)
    {
        _context = context;
        _socket = socket;
    }

    public static RawConnection Of(HttpContext context) =>
        context.Request.IsHttps
            ? throw new InvalidOperationException("This fault needs a gateway without TLS.")
            : new RawConnection(context, context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket);

    public Task SendAsync(string text) => SendAsync(Encoding.ASCII.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await _socket.SendAsync(bytes, _context.RequestAborted)..];
        }
    }

    /// <summary>Ends the response when all its bytes are sent, and waits until the client disconnects.</summary>
    public async Task CloseAsync()
    {
        await _context.Features.GetRequiredFeature<IConnectionTransportFeature>().Transport.Output.CompleteAsync();
        await Task.Delay(Patience, _context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _context.Abort();
    }

    public void Reset()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _context.Abort();
    }
}
