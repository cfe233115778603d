namespace SunoPS;

/// <summary>Where media may come from.</summary>
internal static class MediaAddress
{
    /// <summary>The address as it may be asked.</summary>
    /// <exception cref="SunoApiException">It is none, or one of another scheme (<see cref="SunoErrorKind.InvalidArgument"/>).</exception>
    public static Uri Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? address) || address.Host.Length == 0)
        {
            throw new SunoApiException(SunoErrorKind.InvalidArgument, $"'{Shown(text)}' is no web address. Fetch the task again, and save the clip as the gateway gives it.");
        }

        return IsAllowed(address)
            ? address
            : throw new SunoApiException(
                SunoErrorKind.InvalidArgument,
                $"'{Shown(text)}' is no address that media is taken from: only https is, plain http from this machine itself, and neither with a user name in it.");
    }

    /// <summary>True for https, and for plain http on this machine itself.</summary>
    public static bool IsAllowed(Uri address) =>
        address.UserInfo.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    /// <summary>The address without what may be a secret of its own.</summary>
    public static string Shown(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private static string Shown(string text)
    {
        string plain = text.Split('?', '#')[0];
        int userEnd = plain.IndexOf('@', StringComparison.Ordinal);
        plain = userEnd < 0 ? plain : "..." + plain[userEnd..];
        return plain.Length > 200 ? plain[..200] + "..." : plain;
    }
}
