namespace SunoPS.Commands;

/// <summary>Resolves folders and files that need not exist. Wildcard characters are literal.</summary>
internal static class FolderArgument
{
    public static string ResolveForMedia(SessionState session, string path)
    {
        string folder = Resolve(session, path);
        return File.Exists(folder)
            ? throw new SunoApiException(
                SunoErrorKind.FileError, $"'{folder}' is a file or a broken link. Give a folder with -Path.")
            : MediaFormat.IsExtension(Path.GetExtension(folder)) && !Directory.Exists(folder)
            ? throw SunoApiException.Invalid(
                $"'{path}' is named like a file. Give a folder with -Path, and the names of files with -FileName.")
            : folder;
    }

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
            return provider.Name == "FileSystem" ? resolved : throw SunoApiException.Invalid(
                $"The path '{path}' belongs to {provider.Name} and not to the file system. Give another one with "
                + "-Path.");
        }
        catch (Exception exception) when (exception is RuntimeException or NotSupportedException)
        {
            throw SunoApiException.Invalid(
                $"The path '{path}' cannot be used: {exception.Message} Give another one with -Path.");
        }
    }
}
