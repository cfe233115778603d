using System.Text.Json;

namespace SunoPS;

/// <summary>The properties of a clip, as JSON beside its media.</summary>
internal static class MetadataFile
{
    /// <summary>The extension of the file.</summary>
    public const string Extension = ".json";

    /// <summary>The content of the file.</summary>
    public static byte[] Serialize(SunoClip clip) =>
        JsonSerializer.SerializeToUtf8Bytes(clip, MediaJson.Readable.SunoClip);

    /// <summary>True if an existing file contains the properties of this clip.</summary>
    public static bool IsOf(string path, SunoClip clip)
    {
        try
        {
            using JsonDocument there = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = there.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && Text(root, nameof(SunoClip.ClipId)) == clip.ClipId
                && Text(root, nameof(SunoClip.TaskId)) == clip.TaskId
                && root.TryGetProperty(nameof(SunoClip.Index), out JsonElement index)
                && index.GetInt32() == clip.Index;
        }
        catch (Exception exception) when (
            exception is JsonException or InvalidOperationException or FormatException
            || MediaErrors.IsOfFile(exception))
        {
            return false;
        }
    }

    private static string Text(JsonElement clip, string name) =>
        clip.TryGetProperty(name, out JsonElement value) ? value.GetString() ?? "" : "";
}
