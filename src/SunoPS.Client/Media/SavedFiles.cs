namespace SunoPS;

/// <summary>Finds existing files in a folder.</summary>
/// <param name="folder">The full path of the folder.</param>
internal sealed class SavedFiles(string folder)
{
    /// <summary>The names in the folder, listed once, because a folder can contain many files.</summary>
    private readonly Lazy<HashSet<string>> _names = new(() => List(folder));

    /// <summary>Finds the first file with the name and any of the extensions; null if there is none.</summary>
    public string? Find(string stem, params IEnumerable<string> extensions)
    {
        foreach (string extension in extensions)
        {
            string path = Path.Combine(folder, stem + extension);
            if (FileEntry.Exists(path))
            {
                return InOwnCase(path, stem + extension);
            }
        }

        return null;
    }

    /// <summary>
    /// Returns the path with the case that the folder has: a case-insensitive file system finds a file by any case.
    /// </summary>
    private string InOwnCase(string path, string name)
    {
        bool ignoresCase = File.Exists(Path.Combine(folder, name.ToUpperInvariant()))
            && File.Exists(Path.Combine(folder, name.ToLowerInvariant()));
        return !ignoresCase || _names.Value.Contains(name)
            ? path
            : Path.Combine(folder, _names.Value.FirstOrDefault(IsSame) ?? name);

        bool IsSame(string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
    }

    private static HashSet<string> List(string folder) =>
        new(Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)), StringComparer.Ordinal);
}
