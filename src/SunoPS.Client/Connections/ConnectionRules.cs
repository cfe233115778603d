using System.Net;
using static SunoPS.SunoApiException;

namespace SunoPS;

internal static class ConnectionRules
{
    public const int MostThrottleLimit = 256;
    public const string Bearer = "Bearer ";

    /// <summary>Headers about the connection itself: with another value, no response can be read.</summary>
    private static readonly string[] TransportHeaders = ["Connection", "Proxy-Authorization", "Transfer-Encoding"];

    public static Uri CheckBaseUri(Uri? baseUri, bool allowUnencrypted) => baseUri switch
    {
        null => throw Invalid(
            "The base address is missing. Give the gateway's address, such as https://gateway.example."),

        // PowerShell turns other text into a relative address below the current folder.
        { IsAbsoluteUri: false, OriginalString: ['.', '/', .. var typed] } => throw NotAnAddress(typed),
        { IsAbsoluteUri: false } => throw NotAnAddress(baseUri.OriginalString),

        // The message must not repeat them.
        { UserInfo.Length: > 0 } =>
            throw Invalid("The base address has a user name or password.").With(Remedy.SeparateKey),
        { Scheme: not ("http" or "https") } or { Host.Length: 0 } => throw NotAnAddress(baseUri.OriginalString),
        _ when !HasValidHost(baseUri) => throw NotAnAddress(baseUri.OriginalString),
        { Query.Length: > 0 } or { Fragment.Length: > 0 } => throw Invalid(
            $"The base address '{baseUri.GetLeftPart(UriPartial.Path)}' has a query or fragment. "
            + "Give it without the part from '?' or '#'."),
        { Scheme: "http", IsLoopback: false } when !allowUnencrypted => throw Invalid(
            $"'{baseUri.OriginalString}' is plain http: others could read the key in transit.").With(Remedy.Encrypt),
        _ => baseUri,
    };

    /// <summary>True if the host has an ASCII form, which requests need: .NET parses addresses without one.</summary>
    public static bool HasValidHost(Uri address)
    {
        try
        {
            return new UriBuilder(address.Scheme, address.IdnHost).Uri.Host.Length > 0;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }

    public static string CheckPath(string? path)
    {
        string trimmed = path?.Trim() ?? "";
        bool isPath = trimmed.Length > 0
            && !trimmed.Contains("//", StringComparison.Ordinal)
            && trimmed.IndexOfAny(['?', '#', '\\', ':', '%']) < 0
            && !trimmed.Any(static c => char.IsControl(c) || char.IsWhiteSpace(c))
            && !trimmed.Split('/').Any(static segment => segment is "." or "..");
        return isPath
            ? "/" + trimmed.TrimStart('/')
            : throw Invalid(
                $"'{path}' is not a valid path. Give the part after the base address, such as /suno/fetch.");
    }

    public static string? CheckKey(string? apiKey, SunoAuthenticationScheme scheme)
    {
        string? key = apiKey?.Trim();
        key = key is null || scheme == SunoAuthenticationScheme.Raw ? key : WithoutBearer(key);

        // The messages must not repeat any part of the key.
        return key is "" ? throw Invalid("The API key is empty. Give a key, or none.")
            : key is null || IsPlain(key) ? key
            : throw Invalid(
                "The API key has a character that HTTP headers cannot have: a line break, a control character, "
                + "or one that is not ASCII. Copy the key again.");
    }

    /// <summary>Removes the scheme that many users copy with their key.</summary>
    public static string WithoutBearer(string key) =>
        (key + " ").StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? key[(Bearer.Length - 1)..].Trim() : key;

    public static SunoConnectionOptions CheckOptions(SunoConnectionOptions options)
    {
        CheckRange(nameof(options.TimeoutSec), options.TimeoutSec, 1, 86_400);
        CheckRange(nameof(options.SubmissionTimeoutSec), options.SubmissionTimeoutSec, 1, 86_400);
        CheckRange(nameof(options.MaximumRetryCount), options.MaximumRetryCount, 0, 100);
        CheckRange(nameof(options.RetryIntervalSec), options.RetryIntervalSec, 1, 3_600);
        CheckRange(nameof(options.ThrottleLimit), options.ThrottleLimit, 1, MostThrottleLimit);
        CheckRange(nameof(options.BatchSize), options.BatchSize, 1, 10_000);
        CheckRange(nameof(options.MaximumResponseBytes), options.MaximumResponseBytes, 1024, int.MaxValue / 2);
        CheckHeaders(options.Headers);
        return SeparateProxyCredential(options);
    }

    private static void CheckHeaders(IReadOnlyDictionary<string, string>? headers)
    {
        using var request = new HttpRequestMessage();
        foreach ((string name, string value) in headers ?? new Dictionary<string, string>())
        {
            string? fault = name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) ? "is that of the key"
                : TransportHeaders.Contains(name, StringComparer.OrdinalIgnoreCase) ? "is set by the connection"
                : !IsPlain(value) ? "has a value that is not plain ASCII"
                : !request.Headers.TryAddWithoutValidation(name, value) ? "cannot be added to a request"
                : null;
            if (fault is not null)
            {
                throw Invalid($"The header '{DisplayText.Cut(name, 60)}' {fault}.");
            }
        }
    }

    /// <summary>Moves name and password of a proxy address to its credential: addresses are displayed.</summary>
    private static SunoConnectionOptions SeparateProxyCredential(SunoConnectionOptions options)
    {
        if (options.Proxy is not { } proxy)
        {
            return options;
        }

        if (!proxy.IsAbsoluteUri || !Transport.CanUseProxy(proxy.Scheme) || !HasValidHost(proxy))
        {
            throw Invalid(
                "The proxy address is not valid. "
                + "Give it with scheme, host and port, such as http://proxy.example:8080.");
        }

        string[] parts = [.. proxy.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString), ""];
        return proxy.UserInfo.Length == 0 ? options : options with
        {
            Proxy = new UriBuilder(proxy) { UserName = "", Password = "" }.Uri,
            ProxyCredential = options.ProxyCredential ?? new NetworkCredential(parts[0], parts[1]),
        };
    }

    /// <summary>True if the value of a header can have all characters.</summary>
    private static bool IsPlain(string value) => value.All(static c => c is >= ' ' and <= '~');

    private static void CheckRange(string name, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            throw Invalid($"{name} is {value}. Give a number from {least} to {most}.");
        }
    }

    private static SunoApiException NotAnAddress(string typed) => Invalid(
        $"'{typed}' is not a valid base address. Give it with scheme and host, "
        + "such as https://gateway.example/proxy or http://127.0.0.1:8000.");
}
