using System.Text.Json;

namespace SunoPS;

/// <summary>
/// Converts lines of earlier versions, which had a member for each parameter instead of the body, and outcomes without
/// the content.
/// </summary>
internal static class EarlierJournal
{
    /// <summary>The earlier name of <see cref="SunoSubmissionState.Pending"/>.</summary>
    public const string Pending = "Sent";

    /// <summary>The members of a line and of the body, in the order of the body.</summary>
    private static readonly (string Line, string Body)[] Names =
    [
        ("description", "gpt_description_prompt"),
        ("lyrics", "prompt"),
        ("prompt", "prompt"),
        ("title", "title"),
        ("tag", "tags"),
        ("negativeTag", "negative_tags"),
        ("instrumental", "make_instrumental"),
        ("model", "mv"),
        ("continueTaskId", "task_id"),
        ("continueClipId", "continue_clip_id"),
        ("continueAt", "continue_at"),
        ("clipId", "clip_id"),
        ("infill", "is_infill"),
        ("notifyHook", "notify_hook"),
    ];

    /// <summary>Returns the body that an earlier version sent.</summary>
    public static JsonElement BodyOf(Dictionary<string, JsonElement> members)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, JsonText.WriterOptions))
        {
            writer.WriteStartObject();
            foreach ((string line, string body) in Names)
            {
                if (members.TryGetValue(line, out JsonElement value))
                {
                    writer.WritePropertyName(body);
                    value.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(stream.ToArray());
        return document.RootElement.Clone();
    }
}
