namespace SunoPS.Commands;

/// <summary>
/// The patterns with which the views clean text (<c>-replace</c>). In constrained language mode, views can read
/// properties but cannot call methods.
/// </summary>
public static class ViewText
{
    /// <summary>
    /// Matches characters that a terminal interprets instead of displaying them, including line breaks and tabs.
    /// </summary>
    public static string Unsafe => "[" + DisplayText.UnsafeCharacters + "]+";

    /// <summary>Matches the same characters, except line breaks and tabs.</summary>
    public static string UnsafeInLines => "[" + DisplayText.UnsafeCharacters + @"-[\n\t]]+";
}
