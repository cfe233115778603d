using System.Net;
using System.Net.Sockets;

namespace SunoPS;

/// <summary>
/// Decides which network addresses media is downloaded from: public ones, and those of the same kind as the gateway's.
/// A task can contain any address, and must not make this machine request an internal one.
/// </summary>
/// <param name="gateway">The gateway of the tasks.</param>
/// <param name="allowsAll">True to allow every address.</param>
internal sealed class MediaHosts(GatewayNetwork gateway, bool allowsAll)
{
    /// <summary>Resolves a host, and returns its allowed addresses.</summary>
    /// <param name="host">A host name or an address.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SunoApiException">No address is allowed.</exception>
    /// <exception cref="SocketException">The host does not exist.</exception>
    public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await AddressesOfAsync(host, cancellationToken).ConfigureAwait(false);
        if (allowsAll)
        {
            return addresses;
        }

        var allowed = new List<IPAddress>(addresses.Length);
        foreach (IPAddress address in addresses)
        {
            NetworkKind kind = NetworkKinds.Of(address);
            if (kind == NetworkKind.Public
                || kind == await gateway.FindKindAsync().WaitAsync(cancellationToken).ConfigureAwait(false))
            {
                allowed.Add(address);
            }
        }

        return allowed.Count > 0 ? [.. allowed] : throw MediaErrors.PrivateHost(host, gateway.Host);
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

    /// <summary>Returns the addresses of a host name or an address.</summary>
    /// <exception cref="SocketException">The host does not exist.</exception>
    public static async Task<IPAddress[]> AddressesOfAsync(string host, CancellationToken cancellationToken) =>
        IPAddress.TryParse(host, out IPAddress? literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
}
