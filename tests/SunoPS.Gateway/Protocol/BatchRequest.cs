using System.Diagnostics.CodeAnalysis;

namespace SunoPS.Gateway;

/// <summary>The body of a batch request.</summary>
internal sealed record BatchRequest(string?[]? Ids, JsonElement Action)
{
    private static readonly JsonSerializerOptions ReaderOptions = new()
        { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public bool HasAction => Action.ValueKind == JsonValueKind.String && Action.GetString()!.Length > 0;

    /// <summary>Parses a body; <paramref name="error"/> says why it is invalid.</summary>
    public static bool TryParse(
        ReadOnlyMemory<byte> body, [NotNullWhen(true)] out BatchRequest? batch, [NotNullWhen(false)] out string? error)
    {
        try
        {
            batch = JsonSerializer.Deserialize<BatchRequest>(body.Span, ReaderOptions);
            error = batch is null ? "the body is not an object" : null;
        }
        catch (JsonException exception)
        {
            batch = null;
            error = exception.Message;
        }

        return batch is not null;
    }
}
