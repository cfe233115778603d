namespace SunoPS.Gateway;

/// <summary>Writes a clip in the flat shape.</summary>
internal static class FlatClipWriter
{
    public static void Write(Utf8JsonWriter writer, in GeneratedClip clip, in TaskTimes times)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, clip.Id);
        writer.WriteString("mv"u8, "chirp-v4"u8);
        writer.WriteString("msg"u8, ""u8);
        writer.WriteString("tags"u8, clip.Song.Tags);
        writer.WriteString("state"u8, clip.IsComplete ? "succeeded"u8 : "running"u8);
        writer.WriteString("title"u8, clip.Song.Title);
        writer.WriteString("prompt"u8, clip.Song.Prompt);
        writer.WriteString("status"u8, clip.IsComplete ? "complete"u8 : "streaming"u8);
        writer.WriteString("clip_id"u8, clip.Id);
        writer.WriteString("task_id"u8, $"{clip.Task.Id}_{clip.Index}");
        clip.WriteDuration(writer, isWhole: true);
        writer.WriteString("audio_url"u8, clip.AudioUrl);
        writer.WriteString("image_url"u8, clip.ImageUrl);
        writer.WriteString("video_url"u8, clip.VideoUrl);
        writer.WriteNull("continue_at"u8);
        WriteSeconds(writer, "create_time"u8, times.Started);
        WriteSeconds(writer, "update_time"u8, clip.IsComplete ? times.Finished : times.Started);
        writer.WriteString("image_large_url"u8, clip.ImageLargeUrl);
        writer.WriteNull("continue_clip_id"u8);
        writer.WriteString("gpt_description_prompt"u8, clip.Song.Description);
        writer.WriteEndObject();
    }

    private static void WriteSeconds(Utf8JsonWriter writer, ReadOnlySpan<byte> name, long seconds) =>
        writer.WriteString(name, seconds.ToString(CultureInfo.InvariantCulture));
}
