using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>
/// Reads the clips of a playlist from objects of the pipeline: saved files, clips, tasks, and rows of a CSV file.
/// </summary>
internal static class PlaylistInput
{
    /// <summary>Columns that are not the user's: of a choice, and of PowerShell's files and remote objects.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Choice", "Note", "File", "Clip", "Media", "PSComputerName", "RunspaceId", "PSShowComputerName",
        "PSSourceJobInstanceId", "PSPath", "PSParentPath", "PSChildName", "PSDrive", "PSProvider", "PSIsContainer",
    };

    static PlaylistInput()
    {
        Reserved.UnionWith(typeof(SunoClip).GetProperties().Select(property => property.Name));
        Reserved.UnionWith(typeof(SunoTask).GetProperties().Select(property => property.Name));
    }

    /// <summary>Returns the clips of an object; null if it has none.</summary>
    /// <param name="input">The object.</param>
    /// <param name="folder">The full path of the folder that the paths in rows are relative to.</param>
    /// <param name="emptyTask">The status of a task without clips; null for any other object.</param>
    public static IReadOnlyList<PlaylistClip>? Read(PSObject input, string folder, out SunoTaskStatus? emptyTask)
    {
        if (input.Properties["Clip"]?.Value is { } clip && input.Properties["FullName"]?.Value is string path)
        {
            IReadOnlyList<PlaylistClip>? ofFile = Read(PSObject.AsPSObject(clip), folder, out emptyTask);
            foreach (PlaylistClip each in ofFile ?? [])
            {
                if (LanguagePrimitives.TryConvertTo(input.Properties["Media"]?.Value, out SunoMedia media))
                {
                    each.Files[media] = path;
                }
            }

            return ofFile;
        }

        return ClipInput.ClipsOf(input, out emptyTask)?.Select(found => Read(found.Clip, input, folder)).ToList();
    }

    private static PlaylistClip Read(SunoClip clip, PSObject input, string folder)
    {
        var read = new PlaylistClip(clip)
        {
            IsChosen = TextOf(input, "Choice").Trim().Length > 0,
            Note = TextOf(input, "Note") is { Length: > 0 } note ? note : null,
        };
        if (TextOf(input, "File") is { Length: > 0 } file)
        {
            read.Files[SunoMedia.Audio] = Path.GetFullPath(Path.Combine(folder, file));
        }

        foreach (PSPropertyInfo column in ColumnsOf(input).Concat(ColumnsOf(PSObject.AsPSObject(clip))))
        {
            read.Columns[column.Name] = TextOf(column.Value);
        }

        return read;
    }

    /// <summary>The properties that the user has added; of a row, all with other names.</summary>
    private static IEnumerable<PSPropertyInfo> ColumnsOf(PSObject input) =>
        input.Properties.Where(property =>
            !Reserved.Contains(property.Name)
            && (property is PSNoteProperty || input.BaseObject is PSCustomObject));

    private static string TextOf(PSObject input, string name) => TextOf(input.Properties[name]?.Value);

    private static string TextOf(object? value) => LanguagePrimitives.ConvertTo<string>(value) ?? "";
}
