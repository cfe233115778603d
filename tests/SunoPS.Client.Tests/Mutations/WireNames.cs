using SunoPS.Client.Tests.Variations;

namespace SunoPS.Client.Tests.Mutations;

/// <summary>The names of the protocol, independent of the reader.</summary>
internal static class WireNames
{
    private static readonly HashSet<string> OfTasksOnly = Set(
        "action", "progress", "fail_reason", "submit_time", "start_time", "finish_time", "notify_hook");

    private static readonly HashSet<string> OfContentOnly = Set(
        "clip_id", "metadata", "duration", "gpt_description_prompt", "model_name", "mv", "major_model_version",
        "audio_url", "video_url", "image_url", "image_large_url",
        "audio_prompt_id", "continue_clip_id", "continue_at", "text");

    private static readonly HashSet<string> OfEnvelopes = Set("code", "error");

    private static readonly HashSet<string> Messages = Set("message", "msg", "detail");

    private static readonly HashSet<string> Times = Of(FieldKind.Time);

    private static readonly HashSet<string> Durations = Of(FieldKind.Duration);

    public static bool IsTaskOnly(string folded) => OfTasksOnly.Contains(folded);

    public static bool IsContentOnly(string folded) => OfContentOnly.Contains(folded);

    public static bool IsEnvelope(string folded) => OfEnvelopes.Contains(folded);

    public static bool IsMessage(string folded) => Messages.Contains(folded);

    public static bool IsTime(string folded) => Times.Contains(folded);

    public static bool IsDuration(string folded) => Durations.Contains(folded);

    /// <summary>Folds the case style of a name.</summary>
    public static string Fold(string name) =>
        string.Concat(name.Split('_', '-', ' ')).ToLowerInvariant();

    private static HashSet<string> Of(FieldKind kind) =>
        Set(Field.All.Where(field => field.Kind == kind).Select(field => field.Name));

    private static HashSet<string> Set(params IEnumerable<string> names) =>
        new(names.Select(Fold), StringComparer.Ordinal);
}
