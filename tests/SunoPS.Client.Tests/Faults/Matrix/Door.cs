namespace SunoPS.Client.Tests.Faults.Matrix;

/// <summary>How to reach a gateway.</summary>
internal enum Door
{
    /// <summary>Plain HTTP.</summary>
    Open,

    /// <summary>The port refuses every connection until the gateway has started.</summary>
    Closed,

    /// <summary>TLS with an untrusted certificate.</summary>
    Untrusted,

    /// <summary>TLS with an untrusted certificate that is not checked.</summary>
    Unchecked,
}
