namespace SunoPS.Commands;

/// <summary>
/// The patterns with which the views clean text (<c>-replace</c>): in constrained language they can read these
/// properties, and call no method.
/// </summary>
public static class ViewText
{
    /// <summary>Matches what a terminal would obey instead of showing it; line breaks and tabs too.</summary>
    public static string Unsafe => "[" + DisplayText.UnsafeCharacters + "]+";

    /// <summary>The same, except for line breaks and tabs.</summary>
    public static string UnsafeInLines => "[" + DisplayText.UnsafeCharacters + @"-[\n\t]]+";
}
