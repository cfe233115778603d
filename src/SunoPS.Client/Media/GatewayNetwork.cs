using System.Net;
using System.Net.Sockets;

namespace SunoPS;

/// <summary>The network that a gateway is in. Thread-safe.</summary>
/// <param name="gateway">The base address; null for an unknown gateway, which counts as public.</param>
internal sealed class GatewayNetwork(Uri? gateway)
{
    private readonly object _lock = new();

    /// <summary>The kinds of addresses that requests were sent to: a name can resolve differently later.</summary>
    private readonly HashSet<NetworkKind> _used = [];

    private Task<NetworkKind>? _resolved;

    /// <summary>The network of an unknown gateway.</summary>
    public static GatewayNetwork Unknown { get; } = new(gateway: null);

    /// <summary>The host of the gateway; null for an unknown one.</summary>
    public string? Host => gateway?.Host;

    /// <summary>Remembers an address that a connection has used, unless it is that of a proxy.</summary>
    /// <param name="requested">The host and port of the connection.</param>
    /// <param name="used">The address.</param>
    public void Remember(DnsEndPoint requested, EndPoint? used)
    {
        if (used is IPEndPoint { Address: { } address } && gateway is not null && requested.Port == gateway.Port
            && string.Equals(requested.Host, gateway.IdnHost, StringComparison.OrdinalIgnoreCase))
        {
            lock (_lock)
            {
                _used.Add(NetworkKinds.Of(address));
            }
        }
    }

    /// <summary>
    /// Returns the kind of all addresses that were used, or else of those that the name resolves to; public if they
    /// differ.
    /// </summary>
    public Task<NetworkKind> FindKindAsync()
    {
        lock (_lock)
        {
            return _used.Count > 0
                ? Task.FromResult(_used.Count == 1 ? _used.Single() : NetworkKind.Public)
                : _resolved ??= ResolveAsync();
        }
    }

    private async Task<NetworkKind> ResolveAsync()
    {
        if (gateway is null)
        {
            return NetworkKind.Public;
        }

        try
        {
            IPAddress[] addresses = await MediaHosts.AddressesOfAsync(gateway.IdnHost, CancellationToken.None)
                .ConfigureAwait(false);
            NetworkKind[] kinds = addresses.Select(NetworkKinds.Of).Distinct().ToArray();
            return kinds.Length == 1 ? kinds[0] : NetworkKind.Public;
        }
        catch (SocketException)
        {
            return NetworkKind.Public;
        }
    }
}
