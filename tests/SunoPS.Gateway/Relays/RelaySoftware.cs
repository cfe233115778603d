namespace SunoPS.Gateway;

/// <summary>Open-source gateway software.</summary>
[Flags]
public enum RelaySoftware
{
    None = 0,
    /// <summary>new-api of July 2026.</summary>
    NewApi = 1,
    /// <summary>new-api of April 2025.</summary>
    NewApi2025 = 2,
    /// <summary>one-hub of February 2026.</summary>
    OneHub = 4,
    /// <summary>Suno-API, the original server.</summary>
    SunoApi = 8,
    /// <summary>The generic gateway: the account and the keys of new-api.</summary>
    Generic = 16,
    /// <summary>A gateway of which only its tasks are known.</summary>
    Other = 32,
    /// <summary>Both versions of new-api.</summary>
    NewApis = NewApi | NewApi2025,
    /// <summary>All that relay requests to other servers.</summary>
    Relays = NewApis | OneHub,
}
