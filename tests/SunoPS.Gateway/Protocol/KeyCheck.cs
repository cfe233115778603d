using Microsoft.AspNetCore.Http;

namespace SunoPS.Gateway;

/// <summary>Accepts requests with the key in the form of the dialect.</summary>
internal sealed class KeyCheck(string key)
{
    private readonly string _bearer = $"Bearer {key}";

    public bool Accepts(GatewayRequest request)
    {
        string authorization = request.Context.Request.Headers.Authorization.ToString();
        KeyScheme scheme = request.Dialect.KeyScheme;
        return (scheme.HasFlag(KeyScheme.Bare) && string.Equals(authorization, key, StringComparison.Ordinal))
            || (scheme.HasFlag(KeyScheme.Bearer) && string.Equals(authorization, _bearer, StringComparison.Ordinal));
    }

    /// <summary>Rejects a request with the error of its dialect.</summary>
    public static async Task RefuseAsync(GatewayRequest request)
    {
        ServerWords words = request.Dialect.Words;
        if (words.WrongKey is { } refusal)
        {
            await Envelope.SendErrorAsync(request.Response, refusal, StatusCodes.Status401Unauthorized);
            return;
        }

        using var answer = new JsonAnswer();
        answer.Writer.WriteStartObject();
        answer.Writer.WriteStartObject("error"u8);
        answer.Writer.WriteString("message"u8, $"Invalid token (request id: {RequestId.Of(request.Response, words)})");
        answer.Writer.WriteString("type"u8, "new_api_error"u8);
        answer.Writer.WriteString("code"u8, ""u8);
        answer.Writer.WriteEndObject();
        answer.Writer.WriteEndObject();
        await answer.SendAsync(request.Response, StatusCodes.Status401Unauthorized);
    }
}
