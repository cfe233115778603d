using Microsoft.CodeAnalysis;

namespace System.Net.Http;

[Embedded]
internal static class HttpRequestPolyfill
{
    extension(HttpRequestMessage request)
    {
        /// <remarks>.NET Framework supports only HTTP/1.1, so the policy has no effect.</remarks>
        public HttpVersionPolicy VersionPolicy
        {
            set => request.Version = HttpVersion.Version11;
        }
    }
}

/// <summary>The allowed versions of HTTP; only the members that this library uses.</summary>
[Embedded]
internal enum HttpVersionPolicy
{
    RequestVersionOrHigher,
    RequestVersionExact,
}
