namespace SunoPS;

/// <summary>The network from which an address is reachable.</summary>
internal enum NetworkKind
{
    /// <summary>The internet.</summary>
    Public,

    /// <summary>This machine only.</summary>
    Loopback,

    /// <summary>The same network link.</summary>
    LinkLocal,

    /// <summary>A private network; also multicast, broadcast and reserved addresses.</summary>
    Private,
}
