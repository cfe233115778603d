using System.Runtime.InteropServices;

namespace SunoPS;

/// <summary>Paths in playlists and pages: relative to their folder, with slashes on every system.</summary>
internal static class RelativePath
{
    private static readonly StringComparison NameComparison =
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? StringComparison.OrdinalIgnoreCase
        : StringComparison.Ordinal;

    /// <summary>Returns the path from a folder to a file; the full path if they share no root.</summary>
    /// <param name="folder">The full path of the folder.</param>
    /// <param name="file">The full path of the file.</param>
    public static string From(string folder, string file)
    {
        string[] start = Split(folder.TrimEnd(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar));
        string[] end = Split(file);
        int common = 0;
        while (common < start.Length && common < end.Length - 1
            && string.Equals(start[common], end[common], NameComparison))
        {
            common++;
        }

        return common == 0 ? file
            : string.Join("/", Enumerable.Repeat("..", start.Length - common).Concat(end.Skip(common)));
    }

    /// <summary>Returns the relative address of a file below a folder.</summary>
    /// <exception cref="SunoApiException">
    /// The file is not below the folder (<see cref="SunoErrorKind.InvalidArgument"/>).
    /// </exception>
    public static string AddressBelow(string folder, string file)
    {
        string relative = Below(folder, file);
        return string.Join("/", relative.Split('/').Select(Uri.EscapeDataString));
    }

    /// <summary>Returns the path from a folder to a file below it.</summary>
    /// <exception cref="SunoApiException">
    /// The file is not below the folder (<see cref="SunoErrorKind.InvalidArgument"/>).
    /// </exception>
    public static string Below(string folder, string file)
    {
        string relative = From(folder, file);
        return relative == file || relative.StartsWith("../", StringComparison.Ordinal)
            ? throw new SunoApiException(
                SunoErrorKind.InvalidArgument,
                $"'{file}' is outside '{folder}', the folder of the page. "
                + "Write the page to the folder of the songs, or to one that contains it.")
            : relative;
    }

    private static string[] Split(string path) =>
        path.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
}
