using System.Net;

namespace SunoPS;

/// <summary>The proxy of a connection: never one for this machine, whose requests would end at the proxy's.</summary>
internal sealed class ProxyChoice : IWebProxy
{
    private readonly IWebProxy _proxy;

    private ProxyChoice(IWebProxy proxy, ICredentials? credentials)
    {
        _proxy = proxy;
        Credentials = credentials ?? proxy.Credentials;
    }

    public ICredentials? Credentials { get; set; }

    /// <summary>Returns the proxy that the options choose; null for none.</summary>
    public static ProxyChoice? Of(SunoConnectionOptions options)
    {
        IWebProxy? proxy = options.NoProxy ? null
            : options.Proxy is null ? Transport.DefaultProxy
            : new WebProxy(options.Proxy);
        return proxy is null ? null : new ProxyChoice(proxy, options.ProxyCredential);
    }

    /// <summary>
    /// Returns the proxy for an address, without its user name and password; null if requests go there directly.
    /// </summary>
    public static Uri? AddressFor(SunoConnectionOptions options, Uri address) =>
        Of(options) is { } choice && !choice.IsBypassed(address) && choice.GetProxy(address) is { } proxy
            && proxy != address
                ? proxy.UserInfo.Length == 0 ? proxy : new UriBuilder(proxy) { UserName = "", Password = "" }.Uri
                : null;

    public Uri? GetProxy(Uri destination) => destination.IsLoopback ? null : _proxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || _proxy.IsBypassed(host);
}
