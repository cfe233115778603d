using System.Collections;
using System.Globalization;

namespace SunoPS.Commands;

/// <summary>Finds the clips in live or deserialized clips and tasks, saved files, and rows of a CSV file.</summary>
internal static class ClipInput
{
    private static readonly string[] Addresses =
        [nameof(SunoClip.AudioUrl), nameof(SunoClip.VideoUrl), nameof(SunoClip.ImageUrl)];

    /// <summary>Returns the clips of a row, none for a task without clips; null for anything else.</summary>
    public static IReadOnlyList<MediaSource>? ClipsOf(PSObject row)
    {
        if (row.Properties["Clip"]?.Value is { } ofFile && row.Properties["FullName"] is not null)
        {
            row = UserColumns.RowOf(ofFile);
        }

        if (IsClip(row) || UnaddressedClipOf(row) is not null)
        {
            return [SourceOf(row)];
        }

        // A row of a CSV file of tasks has the ids of clips, but not their addresses.
        if (LanguagePrimitives.GetEnumerable(row.Properties[nameof(SunoTask.Clips)]?.Value) is not { } items)
        {
            return null;
        }

        SunoTask task = row.BaseObject as SunoTask
            ?? SavedObjects.ReadTask(PlainObject.MembersOf(row, typeof(SunoTask)));
        Dictionary<string, object?> inherited = ColumnsOf(row, typeof(SunoTask));

        // Those of a row for one of the clips say nothing of the others.
        Array.ForEach([nameof(SunoClip.ClipId), .. Addresses], name => inherited.Remove(name));
        return
        [
            .. items.OfType<object>().Select(UserColumns.RowOf).Where(IsClip)
                .Select(clip => SourceOf(clip, task, inherited)),
        ];
    }

    /// <summary>Writes an error. A file that was read with another delimiter ends the command.</summary>
    public static void Refuse(SunoCommand command, PSObject input, string reason)
    {
        if (CsvDelimiter.FaultOf(input) is { } fault)
        {
            command.ThrowTerminatingError(ErrorRecords.Create(fault, input));
        }

        PSObject row = UserColumns.RowOf(input);
        string taskId = row.BaseObject is PSCustomObject ? TextOf(row, nameof(SunoTask.TaskId)) : "";
        command.WriteError(
            SunoApiException.Invalid(taskId.Length == 0 ? reason
                : $"The row of task '{ShownText.Label(taskId)}' has no media address. Fetch the tasks first: "
                    + $"Import-Csv <file> | Get-SunoTaskBatch | {command.MyInvocation.MyCommand.Name}."),
            input);
    }

    /// <summary>Reads an object of the user, whose values can throw anything when they become text.</summary>
    /// <exception cref="GetValueException">One of them does.</exception>
    public static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (
            exception is not (SunoApiException or GetValueException or PipelineStoppedException))
        {
            throw new GetValueException(exception.Message, exception);
        }
    }

    /// <summary>
    /// Returns the id of the clip in a row of the user that has its task, but no address, or no column for any of the
    /// media; else null.
    /// </summary>
    public static string? UnaddressedClipOf(PSObject row, params SunoMedia[] media) =>
        row.BaseObject is PSCustomObject && UserColumns.KindOf(row) is null
            && TextOf(row, nameof(SunoClip.TaskId)).Length > 0
            && (Array.TrueForAll(Addresses, name => TextOf(row, name).Length == 0)
                || (media.Length > 0 && !media.SelectMany(ColumnsOf).Any(name => row.Properties[name] is not null)))
            && TextOf(row, nameof(SunoClip.ClipId)) is { Length: > 0 } clipId
                ? clipId : null;

    private static string[] ColumnsOf(SunoMedia media) => media switch
    {
        SunoMedia.Lyrics => [nameof(SunoClip.Prompt)],
        SunoMedia.Image => [nameof(SunoClip.ImageUrl), nameof(SunoClip.ImageLargeUrl)],
        _ => [$"{media}Url"],
    };

    public static SunoLyrics? LyricsOf(PSObject row)
    {
        object? value = row.BaseObject as SunoLyrics ?? row.Properties[nameof(SunoTask.Lyrics)]?.Value;
        PSObject? lyrics = value is null ? null : UserColumns.RowOf(value);
        return lyrics?.BaseObject as SunoLyrics ?? (lyrics?.Properties[nameof(SunoLyrics.Text)] is null ? null
            : SavedObjects.ReadLyrics(PlainObject.MembersOf(lyrics, typeof(SunoLyrics))));
    }

    /// <summary>Returns the columns of the user, with plain values, after those of the containing object.</summary>
    public static Dictionary<string, object?> ColumnsOf(
        object input, Type type, Dictionary<string, object?>? inherited = null)
    {
        var columns = new Dictionary<string, object?>(inherited ?? [], StringComparer.OrdinalIgnoreCase);
        foreach (Column column in UserColumns.Of(input).Where(column => !UserColumns.IsPropertyOf(type, column.Key)))
        {
            columns[column.Key] = PlainValue(column.Value);
        }

        return columns;
    }

    /// <summary>A list becomes text: its first items, because it can be endless.</summary>
    private static object? PlainValue(object? value) => CellValue.Unwrap(value) switch
    {
        PSCustomObject => value!.ToString(),
        IEnumerable list and not string => string.Join(", ", list.Cast<object?>().Take(64).Select(
            static item => Convert.ToString(item, CultureInfo.InvariantCulture))),
        var plain => plain,
    };

    /// <summary>True for a clip or a row with an address. That of a task or lyrics is a column of the user.</summary>
    private static bool IsClip(PSObject input) => input.BaseObject is SunoClip
        || (Array.Exists(Addresses, name => input.Properties[name] is not null)
            && UserColumns.KindOf(input)?.Name is null or nameof(SunoClip));

    private static MediaSource SourceOf(
        PSObject row, SunoTask? task = null, Dictionary<string, object?>? inherited = null)
    {
        Dictionary<string, object?> columns = ColumnsOf(row, typeof(SunoClip), inherited);
        if (row.BaseObject is SunoClip live)
        {
            return new MediaSource(live, live, columns);
        }

        SunoClip clip = SavedObjects.ReadClip(PlainObject.MembersOf(row, typeof(SunoClip)));
        clip.Task = task;
        string status = TextOf(row, nameof(SunoClip.Status));
        if (clip.Status == SunoClipStatus.Unknown && status.Length > 0 && status != nameof(SunoClipStatus.Unknown))
        {
            // The status of a task, for example.
            clip.RawStatus ??= status;
        }

        return new MediaSource(clip, row, columns);
    }

    private static string TextOf(PSObject row, string name) => UserColumns.TextOf(row, name).Trim();
}
