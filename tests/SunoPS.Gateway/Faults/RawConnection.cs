using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SunoPS.Gateway;

/// <summary>
/// The connection of a request below its web server, for what no web server can be brought to do. The server itself
/// must not have begun to answer, and does not after this.
/// </summary>
internal sealed class RawConnection
{
    /// <summary>
    /// A client that does not hang up when it has been told that nothing more comes is not waited for any longer.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HttpContext _context;
    private readonly Socket _socket;

    private RawConnection(HttpContext context, Socket socket)
    {
        _context = context;
        _socket = socket;
    }

    /// <summary>The connection of a request.</summary>
    /// <exception cref="InvalidOperationException">
    /// The connection is encrypted: below the server nothing can be said on it.
    /// </exception>
    public static RawConnection Of(HttpContext context) =>
        context.Request.IsHttps
            ? throw new InvalidOperationException("This fault needs a gateway without TLS.")
            : new RawConnection(context, context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket);

    /// <summary>Sends text in ASCII.</summary>
    public Task SendAsync(string text) => SendAsync(Encoding.ASCII.GetBytes(text));

    /// <summary>Sends bytes.</summary>
    /// <exception cref="SocketException">The client has hung up.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await _socket.SendAsync(bytes, _context.RequestAborted)..];
        }
    }

    /// <summary>Says that nothing more comes, and waits until the client has hung up.</summary>
    public async Task CloseAsync()
    {
        _socket.Shutdown(SocketShutdown.Send);
        await Task.Delay(Patience, _context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _context.Abort();
    }

    /// <summary>Breaks the connection off without a word.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _context.Abort();
    }
}
