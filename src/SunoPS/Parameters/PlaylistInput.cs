namespace SunoPS.Commands;

/// <summary>Reads the clips of a playlist from saved files, clips, tasks, and rows of a CSV file.</summary>
internal static class PlaylistInput
{
    /// <summary>Returns the clips of a row; null if it has none. Paths are relative to the folder.</summary>
    public static IReadOnlyList<PlaylistClip>? Read(PSObject row, string folder) =>
        ClipInput.ClipsOf(row)?.Select(clip => Read(clip, row, folder)).ToList();

    private static PlaylistClip Read(MediaSource clip, PSObject row, string folder)
    {
        var read = new PlaylistClip(clip.Clip);
        foreach (Column column in clip.Columns)
        {
            read.Columns[column.Key] = LanguagePrimitives.ConvertTo<string>(column.Value) ?? "";
        }

        read.IsChosen = Take("Choice")?.Trim().Length > 0;
        read.Note = Take("Note");

        // That of a task, a clip or a saved file is the user's own, and so is one that names no song.
        if (UserColumns.KindOf(row) is null && row.Properties["FullName"] is null
            && read.Columns.TryGetValue("File", out string? file) && (file.Length == 0 || IsSong(file))
            && Take("File") is not null)
        {
            read.Files[SunoMedia.Audio] = FullPath(folder, file);
        }

        if (row.Properties["FullName"]?.Value is string path
            && UserColumns.WordOf<SunoMedia>(row, "Media") is { } media)
        {
            read.Files[media] = path;
        }

        return read;

        string? Take(string name) => read.Columns.Remove(name, out string? text) && text.Length > 0 ? text : null;
    }

    private static bool IsSong(string file) => MediaFormat.ExtensionsOf(SunoMedia.Audio)
        .Concat(MediaFormat.ExtensionsOf(SunoMedia.Video))
        .Any(extension => file.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    private static string FullPath(string folder, string file)
    {
        try
        {
            string path = Path.GetFullPath(Path.Combine(folder, file));
            RelativePath.Below(folder, path);
            return path;
        }
        catch (Exception exception) when (MediaErrors.IsOfFile(exception))
        {
            throw new SunoApiException(
                SunoErrorKind.InvalidArgument, "The column File has a text that is not a path.", exception);
        }
    }
}
