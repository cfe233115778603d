using System.Text.RegularExpressions;

namespace SunoPS;

internal static class MediaAddress
{
    /// <summary>The file names that gateways build from a missing value.</summary>
    private static readonly string[] Nothing = ["None", "null", "undefined"];

    public static Uri Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && IsAllowed(address)
            ? address
            : throw SunoApiException.Invalid(
                $"'{Shown(text)}' is not a valid media address. It must be https, or http on this machine, and have no "
                + "user name.");

    /// <summary>True for https, and for plain http on this machine.</summary>
    public static bool IsAllowed(Uri address) =>
        address.UserInfo.Length == 0
        && ConnectionRules.HasValidHost(address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    /// <summary>True if the file is missing or withheld: <c>.../api/forbidden</c>, <c>.../None.mp3</c>.</summary>
    public static bool IsPlaceholder(Uri address)
    {
        string name = Path.GetFileName(address.AbsolutePath.TrimEnd('/'));
        return string.Equals(name, "forbidden", StringComparison.OrdinalIgnoreCase)
            || Nothing.Contains(Path.GetFileNameWithoutExtension(name), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The address without its query, which may hold a secret.</summary>
    public static string Shown(Uri address) => DisplayText.Cut(
        address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped),
        DisplayText.LongestQuotation);

    /// <summary>The remedy for an address that does not give the file: only a signed one expires.</summary>
    public static Remedy RemedyOf(Uri address) => address.Query.Length > 0 ? Remedy.RefreshAddress : Remedy.None;

    /// <summary>The text without a query and a user name, which may hold secrets.</summary>
    private static string Shown(string text)
    {
        string plain = Regex.Replace(text.Split('?', '#')[0], "^[^@]*(?=@)", "...");
        return plain.Length > 200 ? plain[..200] + "..." : plain;
    }
}
