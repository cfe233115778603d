using Microsoft.AspNetCore.Http;

namespace SunoPS.Gateway;

/// <summary>Plain text responses.</summary>
internal static class TextAnswer
{
    public static Task SendAsync(
        HttpResponse response, int status, string text, string contentType = "text/plain; charset=utf-8")
    {
        byte[] body = Encoding.UTF8.GetBytes(text);
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body).AsTask();
    }

    public static Task SendMethodNotAllowedAsync(HttpResponse response, IEnumerable<string> allowed)
    {
        response.Headers.Allow = string.Join(", ", allowed);
        return SendAsync(response, StatusCodes.Status405MethodNotAllowed, "405 method not allowed");
    }

    public static Task SendNotFoundAsync(HttpResponse response) =>
        SendAsync(response, StatusCodes.Status404NotFound, "404 page not found");
}
