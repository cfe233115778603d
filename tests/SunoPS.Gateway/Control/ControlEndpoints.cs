using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace SunoPS.Gateway;

/// <summary>Controls a gateway over HTTP below <c>/_gateway/</c>. Needs no key, and is not logged.</summary>
internal sealed class ControlEndpoints(LocalGateway gateway)
{
    private const string Prefix = "/_gateway/";

    private static readonly JsonSerializerOptions ReaderOptions = new(JsonSerializerDefaults.Web)
    {
        // Reports misspelled names instead of ignoring them.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Names of headers stay as they are.</summary>
    private static readonly JsonSerializerOptions WriterOptions = new()
        { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static bool Serves(string path) => path.StartsWith(Prefix, StringComparison.Ordinal);

    public async Task AnswerAsync(HttpContext context, string path)
    {
        try
        {
            await DispatchAsync(context, path[Prefix.Length..]);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            await TextAnswer.SendAsync(context.Response, StatusCodes.Status400BadRequest, exception.Message);
        }
    }

    private Task DispatchAsync(HttpContext context, string endpoint) => (endpoint, context.Request.Method) switch
    {
        ("log", "GET") => SendAsync(context.Response, gateway.Log.Entries.Select(entry => new
        {
            entry.Number, Dialect = entry.Dialect.Name, entry.Protocol, entry.Method, entry.RawTarget, entry.Headers,
            entry.Body,
        })),
        ("log", "DELETE") => DoAsync(context.Response, gateway.Log.Clear),
        ("reset", "POST") => DoAsync(context.Response, gateway.Reset),
        ("answers", "POST") => SetAsync<CannedAnswer>(context, gateway.Answers.Add),
        ("faults", "POST") => SetAsync<GatewayFault>(context, gateway.Faults.Add),
        ("faults", "DELETE") => DoAsync(context.Response, gateway.Faults.Clear),
        ("latency", "POST") => SetAsync<LatencySetting>(
            context, setting => gateway.Latency = TimeSpan.FromMilliseconds(setting.Milliseconds)),
        ("rate", "POST") => SetAsync<RateSetting>(context, setting => gateway.LimitRate(setting.PerSecond)),
        ("submissions", "POST") => SetAsync<SubmissionSettings>(
            context, settings => gateway.Submissions.Settings = settings),
        ("media", "POST") => SetAsync<MediaSettings>(context, settings => gateway.Media.Settings = settings),
        ("stats", "GET") => SendAsync(context.Response, new
        {
            gateway.Log.Requests, gateway.Log.InFlight, gateway.Log.MaxInFlight, Faults = gateway.Faults.Struck,
            gateway.Submissions.Accepted, MediaKeys = gateway.Media.KeysSeen,
        }),
        _ => TextAnswer.SendNotFoundAsync(context.Response),
    };

    private static Task DoAsync(HttpResponse response, Action action)
    {
        action();
        response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static async Task SetAsync<T>(HttpContext context, Action<T> set)
    {
        T setting = JsonSerializer.Deserialize<T>(await GatewayRequest.ReadBodyAsync(context), ReaderOptions)
            ?? throw new JsonException("The body is null.");
        await DoAsync(context.Response, () => set(setting));
    }

    private static async Task SendAsync(HttpResponse response, object value)
    {
        using var answer = new JsonAnswer();
        JsonSerializer.Serialize(answer.Writer, value, WriterOptions);
        await answer.SendAsync(response);
    }

    private sealed record LatencySetting(int Milliseconds);

    private sealed record RateSetting(int PerSecond);
}
