using Microsoft.CodeAnalysis;

namespace System.Net.Http;

/// <summary>The allowed versions of HTTP. .NET Framework supports only HTTP/1.1, so the policy has no effect.</summary>
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
