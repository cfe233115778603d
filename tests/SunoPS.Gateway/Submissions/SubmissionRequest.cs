using System.Diagnostics.CodeAnalysis;

namespace SunoPS.Gateway;

/// <summary>The body of a submission.</summary>
internal sealed record SubmissionRequest(SubmissionKind Kind, JsonElement Fields)
{
    private const string NumberField = "continue_at";

    private static readonly string[] TextFields =
    [
        "prompt", "gpt_description_prompt", "title", "tags", "negative_tags", "mv", "task_id", "continue_clip_id",
        "notify_hook", "clip_id",
    ];

    /// <summary>Parses a body; <paramref name="error"/> is the server's error if it rejects the body.</summary>
    public static bool TryParse(
        SubmissionKind kind, GatewayDialect dialect, ReadOnlyMemory<byte> body,
        [NotNullWhen(true)] out SubmissionRequest? request, [NotNullWhen(false)] out string? error)
    {
        request = null;
        try
        {
            // Gateways are written in Go, which reads JSON of 10,000 levels.
            using JsonDocument document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 10_000 });
            var read = new SubmissionRequest(kind, document.RootElement.Clone());
            error = document.RootElement.ValueKind == JsonValueKind.Object ? read.FindFault(dialect) : "the body is "
                + "not an object";
            request = error is null ? read : null;
        }
        catch (JsonException exception)
        {
            error = exception.Message;
        }

        return error is null;
    }

    /// <summary>Returns the text of a field; null if there is none.</summary>
    public string? Text(string name) =>
        Fields.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>The position of a continuation in seconds; null if there is none.</summary>
    public double? ContinueAt =>
        Fields.TryGetProperty(NumberField, out JsonElement value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : null;

    private string? FindFault(GatewayDialect dialect)
    {
        foreach (string name in TextFields.Append(NumberField))
        {
            JsonValueKind expected = name == NumberField ? JsonValueKind.Number : JsonValueKind.String;
            if (Fields.TryGetProperty(name, out JsonElement value) && value.ValueKind != expected
                && value.ValueKind != JsonValueKind.Null)
            {
                return $"json: cannot unmarshal {value.ValueKind} into Go struct field SunoSubmitReq.{name} of type "
                    + (name == NumberField ? "float64" : "string");
            }
        }

        return Kind switch
        {
            SubmissionKind.Music
                when dialect.ChecksMusic && Text("prompt") is null && Text("gpt_description_prompt") is null =>
                "prompt is empty",
            SubmissionKind.Music
                when dialect.RequiresContinuedTask && Text("continue_clip_id") is not null && Text("task_id") is null =>
                "task id is empty",
            SubmissionKind.Lyrics when Text("prompt") is null => "prompt_empty",
            SubmissionKind.Concat when Text("clip_id") is null => "clip id is empty",
            SubmissionKind.Audio when Text("url") is null => "url is empty",
            _ => null,
        };
    }
}
