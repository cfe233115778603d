namespace SunoPS;

/// <summary>
/// Creates the folder and the files of the journal; both inherit the permissions of the user's profile.
/// </summary>
internal static class JournalFolder
{
    public static void Create(string folder) => Directory.CreateDirectory(folder);

    public static FileStream CreateFile(string path) =>
        new(path, FileMode.CreateNew, FileAccess.Write, JournalFile.Share, bufferSize: 1);
}
