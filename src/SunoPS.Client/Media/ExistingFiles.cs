using System.Collections.Concurrent;

namespace SunoPS;

/// <summary>Finds existing files in a folder and the folders in it.</summary>
/// <param name="folder">The full path of the folder.</param>
internal sealed class ExistingFiles(string folder)
{
    /// <summary>The names in each folder, listed once, because a folder can contain many files.</summary>
    private readonly ConcurrentDictionary<string, HashSet<string>> _names = new(StringComparer.Ordinal);

    /// <summary>Returns the full path of a file.</summary>
    /// <param name="name">Its path in the folder, with <c>/</c> after each folder.</param>
    public string PathOf(string name) => Path.Combine(folder, name.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>
    /// Finds the files with the path, without extension, and any of the extensions. Empty files do not count.
    /// </summary>
    public IEnumerable<string> Find(string stem, IEnumerable<string> extensions) =>
        extensions.Select(extension => PathOf(stem + extension)).Where(path => LengthOf(path) > 0).Select(InOwnCase);

    /// <summary>
    /// The length of a file in bytes; 0 if there is none, and for anything else, such as a named pipe, which is not
    /// opened.
    /// </summary>
    public static long LengthOf(string path)
    {
        try
        {
            FileInfo? file = new(path);
            if (file.Exists && file.ResolveLinkTarget(returnFinalTarget: true) is { } target)
            {
                file = target as FileInfo;
            }

            return file is { Exists: true } ? file.Length : 0;
        }
        catch (Exception exception) when (MediaErrors.IsOfFile(exception))
        {
            return 0;
        }
    }

    /// <summary>The path in the case that the folder has: some file systems find a file by any case.</summary>
    private string InOwnCase(string path)
    {
        string parent = Path.GetDirectoryName(path)!;
        string name = Path.GetFileName(path);
        HashSet<string> names = _names.GetOrAdd(parent, List);
        return names.Contains(name)
            ? path
            : Path.Combine(
                parent,
                names.FirstOrDefault(
                    other => string.Equals(name, other, StringComparison.OrdinalIgnoreCase)) ?? name);
    }

    private static HashSet<string> List(string folder)
    {
        try
        {
            return new(Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)), StringComparer.Ordinal);
        }
        catch (Exception exception) when (MediaErrors.IsOfFile(exception))
        {
            return [];
        }
    }
}
