namespace SunoPS;

/// <summary>Paths in playlists and pages: relative to their folder, with slashes on every system.</summary>
internal static class RelativePath
{
    /// <summary>Returns the path from a folder to a file; the full path if they share no root.</summary>
    public static string From(string folder, string file) =>
        Path.GetRelativePath(folder, file) is var path && path == file
            ? file
            : path.Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>Returns the path from a folder to a file below it.</summary>
    public static string Below(string folder, string file)
    {
        string relative = From(folder, file);
        return relative == file || relative.StartsWith("../", StringComparison.Ordinal)
            ? throw SunoApiException.Invalid(
                $"'{file}' is outside '{folder}', the folder of the page. "
                + "Write the page to the folder of the songs, or to one that contains it.")
            : relative;
    }
}
