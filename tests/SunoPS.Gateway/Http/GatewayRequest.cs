using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace SunoPS.Gateway;

/// <summary>One request of the protocol, with its whole body.</summary>
internal sealed class GatewayRequest
{
    // Maximum initial buffer, whatever the announced length.
    private const int LargestInitialCapacity = 64 * 1024;

    private readonly RequestTarget _target;

    private GatewayRequest(HttpContext context, RequestTarget target, byte[] body)
    {
        Context = context;
        _target = target;
        Body = body;
        Dialect = GatewayDialect.Of(context.Request.Host.Host, target.Path);
    }

    public HttpContext Context { get; }

    public GatewayDialect Dialect { get; }

    public HttpResponse Response => Context.Response;

    public string Method => Context.Request.Method;

    public string RawTarget => _target.Raw;

    /// <summary>The path below the prefix of the dialect, still escaped.</summary>
    public string Path => _target.Path[Dialect.PathPrefix.Length..];

    public byte[] Body { get; }

    public string BodyText => field ??= Encoding.UTF8.GetString(Body);

    public static async ValueTask<GatewayRequest> ReadAsync(HttpContext context, RequestTarget target) =>
        new(context, target, await ReadBodyAsync(context));

    public static async ValueTask<byte[]> ReadBodyAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            return [];
        }

        long capacity = Math.Min(context.Request.ContentLength ?? 0, LargestInitialCapacity);
        using var body = new MemoryStream((int)capacity);
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }

    /// <summary>Whether the text occurs in the target, as sent or decoded, or in the body.</summary>
    public bool Mentions(string text) =>
        RawTarget.Contains(text, StringComparison.Ordinal)
        || Uri.UnescapeDataString(RawTarget).Contains(text, StringComparison.Ordinal)
        || BodyText.Contains(text, StringComparison.Ordinal);

    public void RewindBody() => Context.Request.Body = new MemoryStream(Body, writable: false);

    public Dictionary<string, string> CopyHeaders()
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, StringValues values) in Context.Request.Headers)
        {
            headers[name] = string.Join(", ", values.ToArray());
        }

        return headers;
    }
}
