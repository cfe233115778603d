using System.Text;
using System.Text.Json;

namespace SunoPS;

/// <summary>The content of files that are written from a clip without a download.</summary>
internal static class ClipText
{
    /// <summary>The extension of metadata.</summary>
    public const string MetadataExtension = ".json";

    /// <summary>Returns the lyrics or the metadata of a plan.</summary>
    public static byte[] Of(SunoMediaPlan plan) => plan.Media == SunoMedia.Lyrics
        ? Encoding.UTF8.GetBytes(plan.Clip.Prompt!)
        : JsonSerializer.SerializeToUtf8Bytes(plan.Clip, MediaJson.Readable.SunoClip);

    /// <summary>True if a file has this content.</summary>
    public static bool IsAt(string path, byte[] content)
    {
        try
        {
            return ExistingFiles.LengthOf(path) == content.Length
                && File.ReadAllBytes(path).AsSpan().SequenceEqual(content);
        }
        catch (Exception exception) when (MediaErrors.IsOfFile(exception))
        {
            return false;
        }
    }
}
