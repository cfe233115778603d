namespace SunoPS.Help;

/// <summary>Distinguishes links to the web from links to files of the repository.</summary>
internal static class HelpLinks
{
    /// <summary>True if the target is an absolute address that a browser opens.</summary>
    public static bool IsOnWeb(string? target) =>
        Uri.TryCreate(target, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);

    /// <summary>True if the target, relative to a page, is a file.</summary>
    public static bool IsFile(string? target, string pagePath) =>
        !string.IsNullOrEmpty(target)
        && File.Exists(
            Path.Combine(Path.GetDirectoryName(pagePath) ?? "", Uri.UnescapeDataString(target.Split('#')[0])));
}
