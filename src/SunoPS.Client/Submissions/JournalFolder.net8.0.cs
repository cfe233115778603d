namespace SunoPS;

/// <summary>Creates the folder and the files of the journal, accessible only to their owner.</summary>
internal static class JournalFolder
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void Create(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            // The folder inherits the permissions of the user's profile.
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerFile | UnixFileMode.UserExecute);
        }
    }

    public static FileStream CreateFile(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = JournalFile.Share,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        return new FileStream(path, options);
    }
}
