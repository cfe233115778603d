using System.Net;
using System.Net.Sockets;

namespace SunoPS.Client.Tests;

/// <summary>A port on this machine that is taken, so that nobody else can begin to listen there, and where nobody does.</summary>
internal sealed class DeafPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public DeafPort() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public Uri Address => new($"http://{_socket.LocalEndPoint}/");

    public void Dispose() => _socket.Dispose();
}
