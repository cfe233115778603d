using System.Runtime.InteropServices;
using System.Text;

namespace SunoPS;

/// <summary>Gives a complete file its final name, by operations that never overwrite.</summary>
/// <remarks><see cref="File.Move(string, string)"/> can overwrite a file of another process on Unix.</remarks>
internal static class FinalName
{
    private const int UnixExists = 17;
    private const int WindowsFileExists = unchecked((int)0x80070050);
    private const int WindowsAlreadyExists = unchecked((int)0x800700B7);

    /// <returns>False if something else has the name.</returns>
    public static bool TryTake(string path, string finalPath) =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
            ? IsFree(() => File.Move(path, finalPath))
            : TryLink(path, finalPath) ?? TryReplacePlaceholder(path, finalPath);

    /// <summary>Works without hard links: an empty file, created exclusively, reserves the name.</summary>
    internal static bool TryReplacePlaceholder(string path, string finalPath)
    {
        if (!IsFree(() => new FileStream(finalPath, FileMode.CreateNew).Dispose()))
        {
            return false;
        }

        try
        {
            File.Move(path, finalPath, overwrite: true);
            return true;
        }
        catch
        {
            File.Delete(finalPath);
            throw;
        }
    }

    /// <returns>Null if the link cannot be made.</returns>
    private static bool? TryLink(string path, string finalPath)
    {
        try
        {
            if (NativeMethods.Link(Native(path), Native(finalPath)) != 0)
            {
                return Marshal.GetLastWin32Error() == UnixExists ? false : null;
            }
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }

        PartFile.TryDelete(path);
        return true;
    }

    private static byte[] Native(string path) => Encoding.UTF8.GetBytes(path + '\0');

    private static bool IsFree(Action takeName)
    {
        try
        {
            takeName();
            return true;
        }
        catch (IOException exception) when (
            exception.HResult is UnixExists or WindowsFileExists or WindowsAlreadyExists)
        {
            return false;
        }
    }

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "link", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Link(byte[] existingPath, byte[] newPath);
    }
}
