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
    public static SunoJsonObject? BodyOf(Dictionary<string, JsonElement> members)
    {
        IEnumerable<string> body = Names.Where(name => members.ContainsKey(name.Line))
            .Select(name => $"\"{name.Body}\":{members[name.Line].GetRawText()}");
        return SunoJsonObject.Parse($"{{{string.Join(",", body)}}}");
    }
}
