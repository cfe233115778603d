namespace SunoPS.Client.Tests;

/// <summary>Prepared answers that more than one test needs.</summary>
internal static class Canned
{
    /// <summary>A header of an answer; a null value takes it away.</summary>
    public static Dictionary<string, string?> Header(string name, string? value) =>
        new(StringComparer.OrdinalIgnoreCase) { [name] = value };

    /// <summary>Points elsewhere.</summary>
    public static CannedAnswer Redirect(string? location, int status = 302) =>
        new() { Status = status, Body = "", Headers = Header("Location", location) };

    /// <summary>Asks to come back after some seconds, or does not say when.</summary>
    public static CannedAnswer Busy(string? retryAfter, int status = 503) =>
        new() { Status = status, Body = "", Headers = Header("Retry-After", retryAfter) };

    /// <summary>Says of its body that it is compressed.</summary>
    public static CannedAnswer Encoded(string encoding, byte[] body) =>
        new() { BodyBase64 = Convert.ToBase64String(body), Headers = Header("Content-Encoding", encoding) };
}
