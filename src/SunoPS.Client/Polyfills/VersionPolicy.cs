using Microsoft.CodeAnalysis;

namespace System.Net.Http;

/// <summary>
/// Which version of HTTP a request may go by. .NET Framework speaks HTTP/1.1 alone, so that every choice is the same.
/// </summary>
[Embedded]
internal enum HttpVersionPolicy
{
    RequestVersionOrHigher,
    RequestVersionExact,
}

[Embedded]
internal static class HttpVersionPolicyPolyfill
{
    extension(HttpRequestMessage request)
    {
        public HttpVersionPolicy VersionPolicy
        {
            set => request.Version = HttpVersion.Version11;
        }
    }
}
