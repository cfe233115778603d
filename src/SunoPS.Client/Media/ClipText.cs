using System.Text;

namespace SunoPS;

/// <summary>A file written from a clip without a download: its metadata or its lyrics.</summary>
/// <param name="Extension">The extension of the file.</param>
/// <param name="Content">The content of the file.</param>
/// <param name="IsSame">Returns whether an existing file belongs to the same clip.</param>
internal sealed record ClipText(string Extension, byte[] Content, Func<string, bool> IsSame)
{
    /// <summary>Creates the file for a plan.</summary>
    public static ClipText Of(SunoMediaPlan plan) => plan.Media == SunoMedia.Lyrics
        ? OfLyrics(plan.Clip)
        : new(MetadataFile.Extension, MetadataFile.Serialize(plan.Clip), path => MetadataFile.IsOf(path, plan.Clip));

    private static ClipText OfLyrics(SunoClip clip)
    {
        byte[] text = Encoding.UTF8.GetBytes(clip.Prompt!);
        return new(MediaFormat.ExtensionsOf(SunoMedia.Lyrics)[0], text, path => HasContent(path, text));
    }

    private static bool HasContent(string path, byte[] content)
    {
        try
        {
            return new FileInfo(path).Length == content.Length
                && File.ReadAllBytes(path).AsSpan().SequenceEqual(content);
        }
        catch (Exception exception) when (MediaErrors.IsOfFile(exception))
        {
            return false;
        }
    }
}
