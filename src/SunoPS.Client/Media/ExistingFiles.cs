namespace SunoPS;

/// <summary>Finds existing files. Empty files, and anything else, such as a named pipe, do not count.</summary>
internal static class ExistingFiles
{
    public static IEnumerable<string> Find(string basePath, IEnumerable<string> extensions) =>
        extensions.Select(extension => basePath + extension).Where(path => LengthOf(path) > 0);

    /// <summary>The length of a file in bytes; 0 if there is none. Opens nothing.</summary>
    public static long LengthOf(string path) => Read(() =>
    {
        FileInfo file = new(path);
        file = file.Exists && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target : file;
        return file.Exists ? file.Length : 0;
    });

    /// <summary>True if a file has exactly this content. One that cannot be read belongs to another clip.</summary>
    public static bool HasContent(string path, byte[] content) => LengthOf(path) == content.Length
        && Read(() => File.ReadAllBytes(path).AsSpan().SequenceEqual(content));

    private static T? Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (MediaErrors.IsOfFile(exception))
        {
            return default;
        }
    }
}
