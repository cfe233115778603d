using System.Net.Sockets;

namespace SunoPS.Gateway;

/// <summary>A reserved port on 127.0.0.1 without a listener, which refuses every connection.</summary>
public sealed class ReservedPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ReservedPort()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Number = ((IPEndPoint)_socket.LocalEndPoint!).Port;
    }

    /// <summary>The number, for <see cref="LocalGatewayOptions.Port"/> after disposal.</summary>
    public int Number { get; }

    public Uri BaseUri => new($"http://127.0.0.1:{Number}/");

    /// <summary>Releases the port: from now on, a gateway can listen on it.</summary>
    public void Dispose() => _socket.Dispose();
}
