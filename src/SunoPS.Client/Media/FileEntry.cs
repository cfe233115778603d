namespace SunoPS;

/// <summary>Inspects a directory entry.</summary>
internal static class FileEntry
{
    /// <summary>True if there is a file. A link that leads nowhere counts as none.</summary>
    public static bool Exists(string path) => File.Exists(path) && !IsDanglingLink(path);

    /// <summary>True for a symbolic link, wherever it leads.</summary>
    public static bool IsLink(string path)
    {
        try
        {
            return (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0;
        }
        catch (Exception exception) when (MediaErrors.IsOfFile(exception))
        {
            return false;
        }
    }

    /// <summary>True for a symbolic link that leads nowhere.</summary>
    public static bool IsDanglingLink(string path)
    {
        if (!IsLink(path))
        {
            return false;
        }

        try
        {
            // File.Exists is true for the link itself. To open it is the one way that all systems and targets share;
            // with both rights, because to open a named pipe for reading alone would wait for its writer.
            using var target = new FileStream(
                path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            return false;
        }
        catch (IOException exception)
        {
            return !MediaErrors.IsInUse(exception);
        }
        catch (Exception exception) when (MediaErrors.IsOfFile(exception))
        {
            return false;
        }
    }
}
