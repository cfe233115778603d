using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SunoPS;

/// <summary>
/// The network that a gateway is in, which decides where media of its tasks may be: at public addresses, and at those
/// of the gateway's kind. A task can contain any address, and must not make this machine request an internal one.
/// Thread-safe.
/// </summary>
/// <param name="gateway">The base address; null for an unknown gateway, which counts as public.</param>
internal sealed class GatewayNetwork(Uri? gateway)
{
    /// <summary>The kinds of addresses that requests were sent to: a name can resolve differently later.</summary>
    private readonly ConcurrentDictionary<NetworkKind, bool> _used = [];

    /// <summary>The kinds of addresses that the name resolved to at first; null before.</summary>
    private NetworkKind[]? _resolved;

    public static GatewayNetwork Unknown { get; } = new(gateway: null);

    /// <exception cref="SocketException">The host does not exist.</exception>
    public static async Task<IPAddress[]> AddressesOfAsync(string host, CancellationToken cancellationToken) =>
        IPAddress.TryParse(host, out IPAddress? literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);

    /// <summary>Returns the addresses of a media host that are allowed; at least one.</summary>
    public async Task<IPAddress[]> AllowedAddressesOfAsync(string host, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await AddressesOfAsync(host, cancellationToken).ConfigureAwait(false);
        NetworkKind own = Array.TrueForAll(addresses, address => NetworkKinds.Of(address) == NetworkKind.Public)
            ? NetworkKind.Public
            : await FindKindAsync(cancellationToken).ConfigureAwait(false);
        IPAddress[] allowed = Array.FindAll(
            addresses, address => NetworkKinds.Of(address) is var kind && (kind == NetworkKind.Public || kind == own));
        return allowed.Length > 0 ? allowed : throw MediaErrors.PrivateHost(host, gateway?.Host);
    }

    /// <summary>Remembers the address that a connection to a host has used, unless it is that of a proxy.</summary>
    public void Remember(DnsEndPoint requested, EndPoint? used)
    {
        if (used is IPEndPoint { Address: { } address } && requested.Port == gateway?.Port
            && string.Equals(requested.Host, gateway.IdnHost, StringComparison.OrdinalIgnoreCase))
        {
            _used.TryAdd(NetworkKinds.Of(address), true);
        }
    }

    /// <summary>The kind of all used addresses, or else of those first resolved; public if they differ.</summary>
    public async Task<NetworkKind> FindKindAsync(CancellationToken cancellationToken)
    {
        if (_used.IsEmpty && _resolved is null && gateway is not null)
        {
            try
            {
                IPAddress[] found = await AddressesOfAsync(gateway.IdnHost, cancellationToken).ConfigureAwait(false);
                Interlocked.CompareExchange(ref _resolved, [.. found.Select(NetworkKinds.Of).Distinct()], null);
            }
            catch (SocketException)
            {
                // A gateway that cannot be found counts as public, and is looked up again.
            }
        }

        NetworkKind[]? kinds = _used.IsEmpty ? _resolved : [.. _used.Keys];
        return kinds is [var only] ? only : NetworkKind.Public;
    }
}
