namespace SunoPS.Package;

/// <summary>The module as a folder of its name in a zip.</summary>
internal static class ZipPackage
{
    /// <summary>Writes it, and gives its path.</summary>
    public static string Write(string folder, ModuleManifest manifest, IEnumerable<PackedFile> files)
    {
        string path = Path.Combine(folder, $"{manifest.Name}-{manifest.Version}.zip");
        PackedFile.WriteArchive(path, files.Select(file => file with { Path = $"{manifest.Name}/{file.Path}" }));
        return path;
    }
}
