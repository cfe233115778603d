namespace SunoPS;

/// <summary>Finds existing files in a folder.</summary>
/// <param name="folder">The full path of the folder.</param>
internal sealed class ExistingFiles(string folder)
{
    /// <summary>The names in the folder, listed once, because a folder can contain many files.</summary>
    private readonly Lazy<HashSet<string>> _names = new(() => List(folder));

    /// <summary>Finds the files with the name and any of the extensions. Empty files do not count.</summary>
    public IEnumerable<string> Find(string stem, IEnumerable<string> extensions) =>
        extensions.Where(extension => LengthOf(Path.Combine(folder, stem + extension)) > 0)
            .Select(extension => Path.Combine(folder, InOwnCase(stem + extension)));

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

    /// <summary>The name in the case that the folder has: some file systems find a file by any case.</summary>
    private string InOwnCase(string name) =>
        _names.Value.Contains(name) ? name
        : _names.Value.FirstOrDefault(
            other => string.Equals(name, other, StringComparison.OrdinalIgnoreCase)) ?? name;

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
