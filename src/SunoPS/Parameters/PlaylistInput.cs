namespace SunoPS.Commands;

/// <summary>
/// Reads the clips of a playlist from objects of the pipeline: saved files, clips, tasks, and rows of a CSV file.
/// </summary>
internal static class PlaylistInput
{
    private const string ChoiceColumn = "Choice";
    private const string NoteColumn = "Note";
    private const string FileColumn = "File";

    /// <summary>Returns the clips of an object; null if it has none.</summary>
    /// <param name="input">The object.</param>
    /// <param name="folder">The full path of the folder that the paths in rows are relative to.</param>
    /// <param name="emptyTask">The status of a task without clips; null for any other object.</param>
    /// <exception cref="SunoApiException">The file of a row is not a path below the folder.</exception>
    public static IReadOnlyList<PlaylistClip>? Read(PSObject input, string folder, out SunoTaskStatus? emptyTask) =>
        ClipInput.ClipsOf(input, out emptyTask)?.Select(row => Read(row, input, folder)).ToList();

    private static PlaylistClip Read(MediaSource row, PSObject input, string folder)
    {
        var read = new PlaylistClip(row.Clip);
        foreach (KeyValuePair<string, object?> column in row.Columns)
        {
            string text = LanguagePrimitives.ConvertTo<string>(column.Value) ?? "";
            switch (column.Key)
            {
                case ChoiceColumn:
                    read.IsChosen = text.Trim().Length > 0;
                    break;
                case NoteColumn:
                    read.Note = text.Length > 0 ? text : null;
                    break;
                case FileColumn when text.Length > 0:
                    read.Files[SunoMedia.Audio] = FullPath(folder, text);
                    break;
                case FileColumn:
                    break;
                default:
                    read.Columns[column.Key] = text;
                    break;
            }
        }

        if (input.Properties["FullName"]?.Value is string path
            && LanguagePrimitives.TryConvertTo(input.Properties["Media"]?.Value, out SunoMedia media))
        {
            read.Files[media] = path;
        }

        return read;
    }

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
                SunoErrorKind.InvalidArgument, $"The column {FileColumn} has a text that is not a path.", exception);
        }
    }
}
