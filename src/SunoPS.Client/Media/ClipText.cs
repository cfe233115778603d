namespace SunoPS;

/// <summary>A file that is written from a clip, without a download: its metadata or its lyrics.</summary>
/// <param name="Extension">The extension of the file.</param>
/// <param name="Content">The content of the file.</param>
/// <param name="IsSame">Says whether an existing file holds the same of the same clip.</param>
internal sealed record ClipText(string Extension, byte[] Content, Func<string, bool> IsSame)
{
    /// <summary>The file of a plan.</summary>
    public static ClipText Of(SunoMediaPlan plan) =>
        new(MetadataFile.Extension, MetadataFile.Serialize(plan.Clip), path => MetadataFile.IsOf(path, plan.Clip));
}
