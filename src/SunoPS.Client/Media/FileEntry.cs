namespace SunoPS;

/// <summary>Inspects a directory entry.</summary>
internal static class FileEntry
{
    /// <summary>True if the file exists. A dangling link does not count.</summary>
    public static bool Exists(string path) => File.Exists(path) && !IsDanglingLink(path);

    /// <summary>True for a symbolic link, dangling or not.</summary>
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

    /// <summary>True for a symbolic link whose target does not exist.</summary>
    public static bool IsDanglingLink(string path)
    {
        if (!IsLink(path))
        {
            return false;
        }

        try
        {
            // File.Exists is true for the link itself. Opening it works on all systems and frameworks. Read and write
            // access, because opening a named pipe only for reading would wait for its writer.
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
