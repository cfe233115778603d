using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;

namespace System.Net.Http;

[Embedded]
internal static class HttpRequestPolyfill
{
    extension(HttpRequestMessage request)
    {
        public HttpRequestOptions Options => new(request.Properties);

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

/// <summary>The key of a request option.</summary>
[Embedded]
internal readonly record struct HttpRequestOptionsKey<T>(string Key);

/// <summary>The options of a request, stored in its older <c>Properties</c>.</summary>
[Embedded]
internal readonly struct HttpRequestOptions(IDictionary<string, object?> properties)
{
    public void Set<T>(HttpRequestOptionsKey<T> key, T value) => properties[key.Key] = value;

    public bool TryGetValue<T>(HttpRequestOptionsKey<T> key, [MaybeNullWhen(false)] out T value)
    {
        if (properties.TryGetValue(key.Key, out object? found) && found is T typed)
        {
            value = typed;
            return true;
        }

        value = default;
        return false;
    }
}
