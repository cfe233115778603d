namespace SunoPS.Client.Tests;

/// <summary>Reads files that may be open for writing; on Windows, readers must share them.</summary>
internal static class OpenFile
{
    public static byte[] ReadAllBytes(string path)
    {
        using FileStream file = Open(path);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }

    public static string[] ReadAllLines(string path)
    {
        using var reader = new StreamReader(Open(path));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
