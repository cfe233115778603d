using System.Net;
using System.Net.Sockets;

namespace SunoPS;

internal static class NetworkKinds
{
    /// <summary>Returns the kind of an address, including an IPv4 address mapped to IPv6.</summary>
    public static NetworkKind Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        byte[] bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork ? OfIPv4(bytes) : OfIPv6(address, bytes);
    }

    private static NetworkKind OfIPv4(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [127, ..] or [0, ..] => NetworkKind.Loopback,
        [169, 254, ..] => NetworkKind.LinkLocal,
        [10, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..] => NetworkKind.Private,

        // Carrier-grade NAT, protocol assignments, benchmarks; multicast, reserved and broadcast addresses.
        [100, >= 64 and <= 127, ..] or [192, 0, 0, ..] or [198, 18 or 19, ..] or [>= 224, ..] => NetworkKind.Private,
        _ => NetworkKind.Public,
    };

    private static NetworkKind OfIPv6(IPAddress address, ReadOnlySpan<byte> bytes) => bytes switch
    {
        _ when IPAddress.IsLoopback(address) || address.Equals(IPAddress.IPv6Any) => NetworkKind.Loopback,
        [0xfe, >= 0x80 and <= 0xbf, ..] => NetworkKind.LinkLocal,
        [0xfc or 0xfd, ..] or [0xfe, >= 0xc0, ..] or [0xff, ..] => NetworkKind.Private,

        // Tunnels without hosts of today: 6to4 and Teredo.
        [0x20, 0x02, ..] or [0x20, 0x01, 0, 0, ..] => NetworkKind.Private,

        // Addresses that a translator or a tunnel converts to the embedded IPv4 address: NAT64 (also that of the local
        // network), SIIT, IPv4-compatible and ISATAP.
        [0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, ..] or [0x00, 0x64, 0xff, 0x9b, 0, 1, ..]
            or [0, 0, 0, 0, 0, 0, 0, 0, 0xff or 0, 0xff or 0, 0, 0, ..]
            or [_, _, _, _, _, _, _, _, 0x00 or 0x02, 0x00, 0x5e, 0xfe, ..] => OfIPv4(bytes[12..]),
        _ => NetworkKind.Public,
    };
}

/// <summary>Where an address is reachable. Private includes multicast, broadcast and reserved addresses.</summary>
internal enum NetworkKind
{
    Public,
    Loopback,
    LinkLocal,
    Private,
}
