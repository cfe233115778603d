using System.Text;

namespace SunoPS;

/// <summary>Writes a text file completely or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Writes a file as UTF-8 without a byte order mark. Creates its folder.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="text">The text.</param>
    /// <param name="overwrite">True to overwrite an existing file.</param>
    /// <exception cref="SunoApiException">
    /// The file exists, or the system does not allow it (<see cref="SunoErrorKind.FileError"/>).
    /// </exception>
    public static void Write(string path, string text, bool overwrite) => MediaErrors.Guard(path, () =>
    {
        string folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        string part = Path.Combine(folder, $".sunops-{Guid.NewGuid():n}.part");
        try
        {
            using (var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                file.Write(Encoding.UTF8.GetBytes(text));
                file.Flush(flushToDisk: true);
            }

            if (overwrite)
            {
                File.Move(part, path, overwrite: true);
            }
            else if (!FinalName.TryTake(part, path))
            {
                throw Exists(path);
            }
        }
        finally
        {
            File.Delete(part);
        }
    });

    /// <summary>Creates the error for a file that exists and must not be overwritten.</summary>
    public static SunoApiException Exists(string path) =>
        new(SunoErrorKind.FileError, $"'{path}' exists", Remedy.Overwrite);
}
