using System.Net;
using Microsoft.CodeAnalysis;

namespace SunoPS.Polyfills;

[Embedded]
internal static class DnsPolyfill
{
    extension(Dns)
    {
        public static Task<IPAddress[]> GetHostAddressesAsync(
            string hostNameOrAddress, CancellationToken cancellationToken) =>
            Dns.GetHostAddressesAsync(hostNameOrAddress).WaitAsync(cancellationToken);
    }
}
