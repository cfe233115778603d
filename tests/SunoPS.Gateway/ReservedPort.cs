using System.Net;
using System.Net.Sockets;

namespace SunoPS.Gateway;

/// <summary>
/// A port on 127.0.0.1 that nobody listens on, so that every connection is refused, and that nobody else can take
/// meanwhile.
/// </summary>
public sealed class ReservedPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    /// <summary>Reserves a free port.</summary>
    public ReservedPort()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Number = ((IPEndPoint)_socket.LocalEndPoint!).Port;
    }

    /// <summary>Its number, for <see cref="LocalGatewayOptions.Port"/> once it is given up.</summary>
    public int Number { get; }

    /// <summary>The address at which nobody answers; ends in a slash.</summary>
    public Uri BaseUri => new($"http://127.0.0.1:{Number}/");

    /// <summary>Gives the port up: from now on a gateway can listen there.</summary>
    public void Dispose() => _socket.Dispose();
}
