using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace SunoPS.Gateway;

/// <summary>
/// Controls a gateway from another process, over HTTP below <c>/_gateway/</c>. Needs no key; requests are not logged.
/// </summary>
internal sealed class ControlEndpoints(LocalGateway gateway)
{
    private const string Prefix = "/_gateway/";

    private static readonly JsonSerializerOptions ReaderOptions = new(JsonSerializerDefaults.Web)
    {
        // Reports misspelled names instead of ignoring them.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Whether a path is a control path.</summary>
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
        ("log", "GET") => SendLogAsync(context.Response),
        ("log", "DELETE") => DoAsync(context.Response, gateway.Log.Clear),
        ("reset", "POST") => DoAsync(context.Response, gateway.Reset),
        ("answers", "POST") => AddAnswerAsync(context),
        ("faults", "POST") => AddFaultAsync(context),
        ("faults", "DELETE") => DoAsync(context.Response, gateway.Faults.Clear),
        ("latency", "POST") => SetLatencyAsync(context),
        ("submissions", "POST") => SetSubmissionsAsync(context),
        ("media", "POST") => SetMediaAsync(context),
        ("stats", "GET") => SendStatsAsync(context.Response),
        ("log", _) => TextAnswer.SendMethodNotAllowedAsync(context.Response, ["GET", "DELETE"]),
        ("faults", _) => TextAnswer.SendMethodNotAllowedAsync(context.Response, ["POST", "DELETE"]),
        ("reset" or "answers" or "latency" or "submissions" or "media", _) =>
            TextAnswer.SendMethodNotAllowedAsync(context.Response, ["POST"]),
        ("stats", _) => TextAnswer.SendMethodNotAllowedAsync(context.Response, ["GET"]),
        _ => TextAnswer.SendNotFoundAsync(context.Response),
    };

    private static Task DoAsync(HttpResponse response, Action action)
    {
        action();
        response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static async Task<T> ReadAsync<T>(HttpContext context) =>
        JsonSerializer.Deserialize<T>(await GatewayRequest.ReadBodyAsync(context), ReaderOptions)
        ?? throw new JsonException("The body is null.");

    private async Task AddAnswerAsync(HttpContext context)
    {
        CannedAnswer answer = await ReadAsync<CannedAnswer>(context);
        await DoAsync(context.Response, () => gateway.Answers.Add(answer));
    }

    private async Task AddFaultAsync(HttpContext context)
    {
        GatewayFault fault = await ReadAsync<GatewayFault>(context);
        await DoAsync(context.Response, () => gateway.Faults.Add(fault));
    }

    private async Task SetLatencyAsync(HttpContext context)
    {
        LatencySetting setting = await ReadAsync<LatencySetting>(context);
        await DoAsync(context.Response, () => gateway.Latency = TimeSpan.FromMilliseconds(setting.Milliseconds));
    }

    private async Task SetSubmissionsAsync(HttpContext context)
    {
        SubmissionSettings settings = await ReadAsync<SubmissionSettings>(context);
        await DoAsync(context.Response, () => gateway.Submissions.Settings = settings);
    }

    private async Task SetMediaAsync(HttpContext context)
    {
        MediaSettings settings = await ReadAsync<MediaSettings>(context);
        await DoAsync(context.Response, () => gateway.Media.Settings = settings);
    }

    private async Task SendStatsAsync(HttpResponse response)
    {
        using var answer = new JsonAnswer();
        answer.Writer.WriteStartObject();
        answer.Writer.WriteNumber("requests"u8, gateway.Log.Requests);
        answer.Writer.WriteNumber("inFlight"u8, gateway.Log.InFlight);
        answer.Writer.WriteNumber("maxInFlight"u8, gateway.Log.MaxInFlight);
        answer.Writer.WriteNumber("faults"u8, gateway.Faults.Struck);
        answer.Writer.WriteNumber("accepted"u8, gateway.Submissions.Accepted);
        answer.Writer.WriteNumber("mediaKeys"u8, gateway.Media.KeysSeen);
        answer.Writer.WriteEndObject();
        await answer.SendAsync(response);
    }

    private async Task SendLogAsync(HttpResponse response)
    {
        using var answer = new JsonAnswer();
        answer.Writer.WriteStartArray();
        foreach (LoggedRequest entry in gateway.Log.Entries)
        {
            Write(answer.Writer, entry);
        }

        answer.Writer.WriteEndArray();
        await answer.SendAsync(response);
    }

    private static void Write(Utf8JsonWriter writer, LoggedRequest entry)
    {
        writer.WriteStartObject();
        writer.WriteNumber("number"u8, entry.Number);
        writer.WriteString("dialect"u8, entry.Dialect.Name);
        writer.WriteString("protocol"u8, entry.Protocol);
        writer.WriteString("method"u8, entry.Method);
        writer.WriteString("rawTarget"u8, entry.RawTarget);
        writer.WriteStartObject("headers"u8);
        foreach ((string name, string value) in entry.Headers)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
        writer.WriteString("body"u8, entry.Body);
        writer.WriteEndObject();
    }
}
