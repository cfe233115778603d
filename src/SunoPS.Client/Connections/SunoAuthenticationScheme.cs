namespace SunoPS;

/// <summary>The format of the key in the <c>Authorization</c> header.</summary>
public enum SunoAuthenticationScheme
{
    /// <summary><c>Authorization: Bearer KEY</c>.</summary>
    Bearer,
    /// <summary><c>Authorization: KEY</c>.</summary>
    Raw,
}
