namespace SunoPS.Commands;

/// <summary>Resolves a folder argument.</summary>
internal static class FolderArgument
{
    /// <summary>
    /// Returns the full path of a folder for media, which is not named like one of its files. It is relative to the
    /// current location; wildcard characters are literal.
    /// </summary>
    /// <exception cref="SunoApiException">
    /// The location does not exist, is not in the file system, or is a file.
    /// </exception>
    public static string ResolveForMedia(SessionState session, string path)
    {
        string folder = Resolve(session, path);
        if (File.Exists(folder))
        {
            string what = File.GetAttributes(folder).HasFlag(FileAttributes.ReparsePoint) ? "a link" : "a file";
            throw new SunoApiException(
                SunoErrorKind.FileError, $"'{folder}' is {what} and not a folder. Give a folder with -Path.");
        }

        return MediaFormat.IsExtension(Path.GetExtension(folder)) && !Directory.Exists(folder)
            ? throw new SunoApiException(
                SunoErrorKind.InvalidArgument,
                $"'{path}' is named like a file. Give a folder with -Path, and the names of files with -FileName.")
            : folder;
    }

    /// <summary>Returns the full path of a file, which need not exist, like <see cref="ResolveForMedia"/>.</summary>
    /// <exception cref="SunoApiException">
    /// The location does not exist, is not in the file system, or is a folder.
    /// </exception>
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
        string resolved;
        ProviderInfo provider;
        try
        {
            resolved = session.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _);
        }
        catch (Exception exception) when (
            exception is System.Management.Automation.DriveNotFoundException or ProviderNotFoundException
                or PSInvalidOperationException or PSArgumentException or ProviderInvocationException
                or NotSupportedException)
        {
            throw new SunoApiException(
                SunoErrorKind.InvalidArgument,
                $"The path '{path}' cannot be used: {exception.Message} Give another one with -Path.", exception);
        }

        if (provider.Name != "FileSystem")
        {
            throw new SunoApiException(
                SunoErrorKind.InvalidArgument,
                $"The path '{path}' belongs to {provider.Name} and not to the file system. "
                + "Give another one with -Path.");
        }

        return resolved;
    }
}
