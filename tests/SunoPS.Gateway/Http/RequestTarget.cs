using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SunoPS.Gateway;

/// <summary>
/// The raw target of a request line. The server's path is decoded and without dot segments, so it does not distinguish
/// an escaped slash in a task id from a real one.
/// </summary>
internal readonly record struct RequestTarget(string Raw, string Path)
{
    /// <summary>Reads the target of a request; <see cref="Path"/> is escaped, and without the query.</summary>
    public static RequestTarget Of(HttpContext context)
    {
        string raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return new RequestTarget(raw, PathOf(raw));
    }

    // A client that uses the gateway as its proxy sends the whole address.
    private static string PathOf(string raw) =>
        Regex.Match(raw, "^(?:\\w+://[^/?]*)?([^?]*)").Groups[1].Value is { Length: > 0 } path ? path : "/";
}
