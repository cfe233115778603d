namespace SunoPS;

/// <summary>Finds existing files. Empty files, and anything else, such as a named pipe, do not count.</summary>
internal static class ExistingFiles
{
    /// <summary>Finds the files with the full path, without extension, and any of the extensions.</summary>
    public static IEnumerable<string> Find(string basePath, IEnumerable<string> extensions) =>
        extensions.Select(extension => basePath + extension).Where(path => LengthOf(path) > 0);

    /// <summary>The length of a file in bytes; 0 if there is none. Opens nothing.</summary>
    public static long LengthOf(string path)
    {
        try
        {
            FileInfo file = new(path);
            if (file.Exists && file.ResolveLinkTarget(returnFinalTarget: true) is { } target)
            {
                file = new FileInfo(target.FullName);
            }

            return file.Exists ? file.Length : 0;
        }
        catch (Exception exception) when (MediaErrors.IsOfFile(exception))
        {
            return 0;
        }
    }

    /// <summary>True if a file has exactly this content. One that cannot be read belongs to another clip.</summary>
    public static bool HasContent(string path, byte[] content)
    {
        try
        {
            return LengthOf(path) == content.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(content);
        }
        catch (Exception exception) when (MediaErrors.IsOfFile(exception))
        {
            return false;
        }
    }
}
