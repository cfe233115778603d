namespace SunoPS.Client.Tests.Faults.Matrix;

/// <summary>How a gateway can be reached.</summary>
internal enum Door
{
    /// <summary>By plain HTTP.</summary>
    Open,

    /// <summary>Not at all: its port refuses every connection until the gateway has started.</summary>
    Closed,

    /// <summary>By TLS, with a certificate that nobody trusts.</summary>
    Untrusted,

    /// <summary>By TLS, with such a certificate that is not checked.</summary>
    Unchecked,
}
