using System.Net;

namespace SunoPS;

/// <summary>The proxy of a connection: never one for this machine, whose requests would end at the proxy's.</summary>
internal sealed class ProxyChoice(IWebProxy proxy, ICredentials? credentials) : IWebProxy
{
    public ICredentials? Credentials { get; set; } = credentials ?? proxy.Credentials;

    public static ProxyChoice? Of(SunoConnectionOptions options)
    {
        IWebProxy? proxy = options.NoProxy ? null
            : options.Proxy is null ? Transport.DefaultProxy
            : new WebProxy(options.Proxy);
        return proxy is null ? null : new ProxyChoice(proxy, options.ProxyCredential);
    }

    /// <summary>Returns the proxy for an address, without user name and password; null for none.</summary>
    public static Uri? AddressFor(SunoConnectionOptions options, Uri address) =>
        Of(options) is { } choice && !choice.IsBypassed(address) && choice.GetProxy(address) is { } proxy
            && proxy != address
                ? new UriBuilder(proxy) { UserName = "", Password = "" }.Uri
                : null;

    public Uri? GetProxy(Uri destination) => destination.IsLoopback ? null : proxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || proxy.IsBypassed(host);
}
