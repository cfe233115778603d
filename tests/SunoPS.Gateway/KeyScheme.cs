namespace SunoPS.Gateway;

/// <summary>The accepted forms of the key in the Authorization header.</summary>
[Flags]
public enum KeyScheme
{
    /// <summary>None: every key is rejected.</summary>
    None = 0,

    /// <summary><c>Authorization: key</c></summary>
    Bare = 1,

    /// <summary><c>Authorization: Bearer key</c></summary>
    Bearer = 2,

    /// <summary>Either of them.</summary>
    BareOrBearer = Bare | Bearer,
}
