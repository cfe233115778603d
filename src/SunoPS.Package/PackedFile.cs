using System.IO.Compression;

namespace SunoPS.Package;

/// <summary>One file of a package: its path there, with forward slashes, and what it holds.</summary>
internal sealed record PackedFile(string Path, byte[] Content)
{
    /// <summary>The earliest time that the format can hold.</summary>
    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Readable by all, writable by its owner, where the system that unpacks knows such rights.</summary>
    private const int UnixRights = 0b110_100_100 << 16;

    /// <summary>Every file below a folder, by path.</summary>
    public static IReadOnlyList<PackedFile> ReadFolder(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => new PackedFile(System.IO.Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllBytes(file)))
            .OrderBy(file => file.Path, StringComparer.Ordinal),
    ];

    /// <summary>Writes an archive of nothing but these files, in this order.</summary>
    public static void WriteArchive(string archivePath, IEnumerable<PackedFile> files)
    {
        using var archive = new ZipArchive(File.Create(archivePath), ZipArchiveMode.Create);
        foreach (PackedFile file in files)
        {
            ZipArchiveEntry entry = archive.CreateEntry(file.Path, CompressionLevel.Optimal);
            entry.LastWriteTime = Time;
            entry.ExternalAttributes = UnixRights;
            using Stream stream = entry.Open();
            stream.Write(file.Content);
        }
    }
}
