namespace SunoPS.Gateway;

/// <summary>Writes a clip in the nested shape.</summary>
internal static class NestedClipWriter
{
    public static void Write(Utf8JsonWriter writer, in GeneratedClip clip, bool withServerFields)
    {
        bool isOldModel = clip.Task.Number % 2 == 0;
        writer.WriteStartObject();
        writer.WriteString("id"u8, clip.Id);
        writer.WriteString("title"u8, clip.Song.Title);
        writer.WriteString("status"u8, clip.IsComplete ? "complete"u8 : "streaming"u8);
        WriteMetadata(writer, clip, withServerFields);
        writer.WriteString("audio_url"u8, clip.AudioUrl);
        writer.WriteString("image_url"u8, clip.ImageUrl);
        writer.WriteString("video_url"u8, clip.VideoUrl);
        writer.WriteString("model_name"u8, isOldModel ? "chirp-v3"u8 : "chirp-v3-5"u8);
        writer.WriteString("image_large_url"u8, clip.ImageLargeUrl);
        writer.WriteString("major_model_version"u8, isOldModel ? "v3"u8 : "v3.5"u8);
        writer.WriteEndObject();
    }

    private static void WriteMetadata(Utf8JsonWriter writer, in GeneratedClip clip, bool withServerFields)
    {
        writer.WriteStartObject("metadata"u8);
        writer.WriteString("tags"u8, clip.Song.Tags);
        writer.WriteString("prompt"u8, clip.Song.Prompt);
        clip.WriteDuration(writer, isWhole: clip.HasWholeDuration);
        if (withServerFields)
        {
            writer.WriteString("type"u8, "gen"u8);
            writer.WriteBoolean("refund_credits"u8, false);
            writer.WriteBoolean("stream"u8, true);
        }

        writer.WriteNull("error_type"u8);
        writer.WriteNull("error_message"u8);
        writer.WriteNull("audio_prompt_id"u8);
        writer.WriteString("gpt_description_prompt"u8, clip.Song.Description);
        writer.WriteEndObject();
    }
}
