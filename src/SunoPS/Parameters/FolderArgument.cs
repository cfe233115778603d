namespace SunoPS.Commands;

/// <summary>
/// Resolves arguments that name a folder or a file that need not exist. They are relative to the current location;
/// wildcard characters are literal.
/// </summary>
internal static class FolderArgument
{
    /// <summary>Returns the full path of a folder for media, which is not named like one of its files.</summary>
    /// <exception cref="SunoApiException">It is not in the file system, or a file.</exception>
    public static string ResolveForMedia(SessionState session, string path)
    {
        string folder = Resolve(session, path);
        return File.Exists(folder)
            ? throw new SunoApiException(
                SunoErrorKind.FileError, $"'{folder}' is a file or a broken link. Give a folder with -Path.")
            : MediaFormat.IsExtension(Path.GetExtension(folder)) && !Directory.Exists(folder)
            ? throw Unusable($"'{path}' is named like a file. Give a folder with -Path, and the names of files with "
                + "-FileName.")
            : folder;
    }

    /// <summary>Returns the full path of a file.</summary>
    /// <exception cref="SunoApiException">It is not in the file system, or a folder.</exception>
    public static string ResolveFile(SessionState session, string path)
    {
        string file = Resolve(session, path);
        return Directory.Exists(file) || Path.GetFileName(file).Length == 0
            ? throw new SunoApiException(
                SunoErrorKind.FileError, $"'{file}' is a folder and not a file. Give a file with -Path.")
            : file;
    }

    private static string Resolve(SessionState session, string path)
    {
        try
        {
            string resolved = session.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            return provider.Name == "FileSystem" ? resolved : throw Unusable(
                $"The path '{path}' belongs to {provider.Name} and not to the file system. Give another one with "
                + "-Path.");
        }
        catch (Exception exception) when (exception is RuntimeException or NotSupportedException)
        {
            throw Unusable($"The path '{path}' cannot be used: {exception.Message} Give another one with -Path.");
        }
    }

    private static SunoApiException Unusable(string message) => new(SunoErrorKind.InvalidArgument, message);
}
