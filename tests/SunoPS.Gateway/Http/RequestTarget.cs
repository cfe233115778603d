using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SunoPS.Gateway;

/// <summary>
/// The target of a request line as it came over the wire. The server's own path will not do: it is decoded and has its
/// dot segments removed, so that an escaped slash in a task id could no longer be told from a real one.
/// </summary>
internal readonly record struct RequestTarget(string Raw, string Path)
{
    /// <summary>Reads the target of a request; <see cref="Path"/> is still escaped, and without the query.</summary>
    public static RequestTarget Of(HttpContext context)
    {
        string raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return new RequestTarget(raw, PathOf(raw));
    }

    private static string PathOf(string raw)
    {
        string path = raw.StartsWith('/') ? raw : WithoutAuthority(raw);
        int query = path.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? path : path[..query];
    }

    // A client that takes the gateway for its proxy sends the whole address.
    private static string WithoutAuthority(string raw)
    {
        int scheme = raw.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return raw;
        }

        int path = raw.IndexOf('/', scheme + "://".Length);
        return path < 0 ? "/" : raw[path..];
    }
}
