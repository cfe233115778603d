using System.Security.Cryptography;

namespace SunoPS;

/// <summary>Finds existing files. Empty files, and anything else, such as a named pipe, do not count.</summary>
internal static class ExistingFiles
{
    public static IEnumerable<string> Find(string basePath, IEnumerable<string> extensions) =>
        extensions.Select(extension => basePath + extension).Where(path => LengthOf(path) > 0);

    /// <summary>The length of a file in bytes; 0 if there is none. Opens nothing.</summary>
    public static long LengthOf(string path) => Read(() =>
    {
        FileInfo file = new(path);
        file = file.Exists && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target : file;
        return file.Exists ? file.Length : 0;
    });

    /// <summary>True if two files have the same content. One that cannot be read belongs to another clip.</summary>
    public static bool AreEqual(string path, string other) => LengthOf(path) is > 0 and var length
        && length == LengthOf(other) && Read(() => DigestOf(path).AsSpan().SequenceEqual(DigestOf(other)));

    private static byte[] DigestOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return SHA256.HashData(file);
    }

    private static T? Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (MediaErrors.IsOfFile(exception))
        {
            return default;
        }
    }
}
