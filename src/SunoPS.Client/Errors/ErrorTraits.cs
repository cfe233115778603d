namespace SunoPS;

/// <summary>The consequences of an error for its request and for others.</summary>
[Flags]
internal enum ErrorTraits
{
    None = 0,
    /// <summary>A retry of the same request can succeed.</summary>
    Transient = 1,
    /// <summary>The gateway certainly did not accept the request: a submission was not charged.</summary>
    Refused = 2,
    /// <summary>Nothing was done yet, so that even a submission can be sent again.</summary>
    Repeatable = 4 | Refused,
    /// <summary>The request was not sent, because there was no connection.</summary>
    NotSent = 8 | Repeatable,
    /// <summary>The gateway refuses the key, so all requests of the connection fail.</summary>
    KeyRefused = 16,
    /// <summary>The gateway wants fewer requests.</summary>
    Paced = 32,
}
