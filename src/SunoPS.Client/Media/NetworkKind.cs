namespace SunoPS;

/// <summary>From where an address can be reached.</summary>
internal enum NetworkKind
{
    /// <summary>From everywhere.</summary>
    Public,

    /// <summary>From this machine alone.</summary>
    Loopback,

    /// <summary>From the same cable or radio network.</summary>
    LinkLocal,

    /// <summary>From a private network, or a kind that no single host has.</summary>
    Private,
}
