namespace SunoPS;

/// <summary>Creates the folder and files of the journal, with the permissions of the user's profile.</summary>
internal static class JournalFolder
{
    public static void Create(string folder) => Directory.CreateDirectory(folder);

    public static FileStream OpenFile(string path) =>
        new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, JournalFile.Share, bufferSize: 1);
}
