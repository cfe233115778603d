namespace SunoPS.Client.Tests;

/// <summary>Prepared responses of several tests.</summary>
internal static class Canned
{
    /// <summary>A header of a response; a null value removes it.</summary>
    public static Dictionary<string, string?> Header(string name, string? value) =>
        new(StringComparer.OrdinalIgnoreCase) { [name] = value };

    public static CannedAnswer Redirect(string? location, int status = 302) =>
        new() { Status = status, Body = "", Headers = Header("Location", location) };

    /// <summary>A request to retry, with or without a delay in seconds.</summary>
    public static CannedAnswer Busy(string? retryAfter, int status = 503) =>
        new() { Status = status, Body = "", Headers = Header("Retry-After", retryAfter) };

    public static CannedAnswer Encoded(string encoding, byte[] body) =>
        new() { BodyBase64 = Convert.ToBase64String(body), Headers = Header("Content-Encoding", encoding) };
}
