using static SunoPS.FieldTraits;

namespace SunoPS;

/// <summary>The fields of a clip, in both wire shapes: flat, or partly in <c>metadata</c>.</summary>
internal sealed class ClipFields : FieldTable<ClipDraft>
{
    private ClipFields()
        : base(
            SourcedText("id", static (draft, text, member) => draft.TakeId(text, member), NotInMetadata),
            Text("clip_id", static (draft, text) => draft.ClipId ??= text, NotInMetadata | Certain),
            SourcedText("task_id", static (draft, text, member) => draft.TakeTaskId(text, member), NotInMetadata),
            Text("title", static (draft, text) => draft.Clip.Title ??= text, Pooled),
            Text("status", static (draft, text) => draft.Clip.RawStatus ??= text, NotInMetadata | Pooled),
            Content("metadata", ClipReader.ReadMetadata, NotInMetadata | Certain),
            Duration("duration", static (draft, length) => draft.Clip.Duration ??= length, Certain),
            JoinedText("tags", static (draft, text) => draft.Clip.Tags ??= text, Pooled),
            SharedText("prompt", slot: 0, static (draft, text) => draft.Clip.Prompt ??= text),
            SharedText(
                "gpt_description_prompt", slot: 1, static (draft, text) =>
                    draft.Clip.GptDescriptionPrompt ??= text, Certain),
            Text("model_name|mv", static (draft, text) => draft.Clip.ModelName ??= text, Pooled | Certain),
            Text(
                "major_model_version", static (draft, text) => draft.Clip.MajorModelVersion ??= text, Pooled | Certain),
            Text("audio_url", static (draft, text) => draft.Clip.AudioUrl ??= text, Certain),
            Text("video_url", static (draft, text) => draft.Clip.VideoUrl ??= text, Certain),
            Text("image_url", static (draft, text) => draft.Clip.ImageUrl ??= text, Certain),
            Text("image_large_url", static (draft, text) => draft.Clip.ImageLargeUrl ??= text, Certain),
            Text("error_type", static (draft, text) => draft.Clip.ErrorType ??= text, Pooled),
            Text("error_message", static (draft, text) => draft.Clip.ErrorMessage ??= text, Pooled),
            Text("state", static (draft, text) => draft.Clip.State ??= text, Pooled),
            Text("msg|message", static (draft, text) => draft.Clip.Message ??= text, Pooled),
            Text("audio_prompt_id", static (draft, text) => draft.Clip.AudioPromptId ??= text, Certain),
            Text("continue_clip_id", static (draft, text) => draft.Clip.ContinueClipId ??= text, Certain),
            Duration("continue_at", static (draft, length) => draft.Clip.ContinueAt ??= length, Certain),
            Time("create_time|created_at", static (draft, time) => draft.Clip.CreateTime ??= time, NotInMetadata),
            Time("update_time|updated_at", static (draft, time) => draft.Clip.UpdateTime ??= time, NotInMetadata))
    {
    }

    public static ClipFields Table { get; } = new();
}
