using System.Net;
using System.Net.Sockets;

namespace SunoPS;

/// <summary>
/// Decides which network addresses media is downloaded from: public ones, and those of the same kind as the gateway's.
/// A task can contain any address, and must not make this machine request an internal one.
/// </summary>
/// <param name="options">The gateway and the allowed networks.</param>
internal sealed class MediaHosts(SunoMediaOptions options)
{
    /// <summary>Resolved only if an address is not public.</summary>
    private readonly Lazy<Task<NetworkKind>> _gatewayKind = new(() => KindOfAsync(options.GatewayUri));

    /// <summary>Resolves a host, and returns its allowed addresses.</summary>
    /// <param name="host">A host name or an address.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SunoApiException">No address is allowed.</exception>
    /// <exception cref="SocketException">The host does not exist.</exception>
    public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await AddressesOfAsync(host, cancellationToken).ConfigureAwait(false);
        if (options.AllowPrivateNetwork)
        {
            return addresses;
        }

        var allowed = new List<IPAddress>(addresses.Length);
        foreach (IPAddress address in addresses)
        {
            NetworkKind kind = NetworkKinds.Of(address);
            if (kind == NetworkKind.Public
                || kind == await _gatewayKind.Value.WaitAsync(cancellationToken).ConfigureAwait(false))
            {
                allowed.Add(address);
            }
        }

        return allowed.Count > 0 ? [.. allowed] : throw MediaErrors.PrivateHost(host);
    }

    /// <summary>
    /// Checks a host before a request goes through a proxy, which may resolve names that this machine does not.
    /// </summary>
    /// <exception cref="SunoApiException">No address is allowed.</exception>
    public async Task CheckAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            await ResolveAsync(host, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException)
        {
        }
    }

    private static async Task<IPAddress[]> AddressesOfAsync(string host, CancellationToken cancellationToken) =>
        IPAddress.TryParse(host, out IPAddress? literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// The network of the gateway: not public only if all its addresses are in the same kind of network.
    /// </summary>
    private static async Task<NetworkKind> KindOfAsync(Uri? gateway)
    {
        if (gateway is null)
        {
            return NetworkKind.Public;
        }

        try
        {
            IPAddress[] addresses = await AddressesOfAsync(gateway.IdnHost, CancellationToken.None)
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
