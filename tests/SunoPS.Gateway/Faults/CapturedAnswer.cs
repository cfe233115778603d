using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace SunoPS.Gateway;

/// <summary>The response that the dialect would have sent.</summary>
internal sealed record CapturedAnswer(int Status, string? ContentType, byte[] Body)
{
    public static async Task<CapturedAnswer> OfAsync(GatewayRequest request, ProtocolHandler protocol)
    {
        HttpResponse response = request.Response;
        Stream wire = response.Body;
        using var memory = new MemoryStream();
        response.Body = memory;
        try
        {
            await protocol.AnswerAsync(request);
        }
        finally
        {
            response.Body = wire;
        }

        response.ContentLength = null;
        return new CapturedAnswer(response.StatusCode, response.ContentType, memory.ToArray());
    }

    /// <summary>Returns the head of a response with this body, as on the wire.</summary>
    /// <param name="bounds">The header that marks the end of the body; null for its length.</param>
    public byte[] Head(string? bounds = null) => Encoding.ASCII.GetBytes(
        $"HTTP/1.1 {Status} {ReasonPhrases.GetReasonPhrase(Status)}\r\nContent-Type: {ContentType}\r\n"
            + $"{bounds ?? $"Content-Length: {Body.Length}"}\r\n\r\n");

    /// <summary>Returns the same response with changed data; unchanged if it has no data.</summary>
    public CapturedAnswer WithData(Func<IReadOnlyList<JsonNode>, IEnumerable<JsonNode>> change)
    {
        JsonNode? envelope = Status == StatusCodes.Status200OK ? JsonNode.Parse(Body) : null;
        IReadOnlyList<JsonNode> tasks = envelope?["data"] switch
        {
            JsonArray array => [.. array.OfType<JsonNode>()],
            JsonObject task => [task],
            _ => [],
        };
        if (tasks.Count == 0)
        {
            return this;
        }

        envelope!["data"] = new JsonArray([.. change(tasks).Select(task => task.DeepClone())]);
        return this with { Body = Encoding.UTF8.GetBytes(envelope.ToJsonString(JsonAnswer.Readable)) };
    }

    public async Task SendAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength = Body.Length;
        await response.Body.WriteAsync(Body);
    }
}
