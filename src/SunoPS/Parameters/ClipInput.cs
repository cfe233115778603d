using System.Collections;
using System.Globalization;

namespace SunoPS.Commands;

/// <summary>
/// Finds the clips in objects from the pipeline: live or deserialized clips and tasks, and rows of a CSV file.
/// </summary>
internal static class ClipInput
{
    /// <summary>Maximum number of items of a list in a column that are read.</summary>
    private const int MaxItems = 64;

    private static readonly string[] Addresses =
        [nameof(SunoClip.AudioUrl), nameof(SunoClip.VideoUrl), nameof(SunoClip.ImageUrl)];

    /// <summary>Returns the clips of an object; null if it is neither a clip nor a task.</summary>
    /// <param name="input">The object.</param>
    /// <param name="emptyTask">The status of a task without clips; null for any other object.</param>
    public static IReadOnlyList<MediaSource>? ClipsOf(PSObject input, out SunoTaskStatus? emptyTask)
    {
        emptyTask = null;
        input = WithProperties(input);
        if (input.Properties["Clip"]?.Value is { } ofFile && input.Properties["FullName"] is not null)
        {
            input = WithProperties(PSObject.AsPSObject(ofFile));
        }

        switch (input.BaseObject)
        {
            case SunoClip clip:
                return [new MediaSource(clip, clip, ColumnsOf(input, typeof(SunoClip)))];
            case SunoTask task:
                emptyTask = task.Clips.Count == 0 ? task.Status : null;
                Dictionary<string, object?> shared = ColumnsOf(input, typeof(SunoTask));
                return
                [
                    .. task.Clips.Select(
                        clip => new MediaSource(clip, clip, ColumnsOf(clip, typeof(SunoClip), shared))),
                ];
            case string:
                return null;
        }

        if (IsClip(input) || UnaddressedClipOf(input) is not null)
        {
            return [RowOf(input)];
        }

        // A row of a CSV file of tasks has the ids of clips, but not their addresses.
        if (LanguagePrimitives.GetEnumerable(input.Properties[nameof(SunoTask.Clips)]?.Value) is not { } rows)
        {
            return null;
        }

        SunoTask saved = SavedObjects.ReadTask(PlainObject.MembersOf(input, typeof(SunoTask)));
        Dictionary<string, object?> inherited = ColumnsOf(input, typeof(SunoTask));
        MediaSource[] clips =
        [
            .. rows.Cast<object>().Select(row => WithProperties(PSObject.AsPSObject(row))).Where(IsClip).Select(
                row => RowOf(row, saved, inherited)),
        ];
        emptyTask = clips.Length == 0 ? saved.Status : null;
        return clips;
    }

    /// <summary>
    /// Writes the error of input without clips. A file that was read with another delimiter ends the command.
    /// </summary>
    public static void Refuse(PSCmdlet cmdlet, PSObject input, string reason)
    {
        if (CsvDelimiter.FaultOf(input) is { } fault)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.Create(fault, input));
        }

        cmdlet.WriteError(
            ErrorRecords.Create(new SunoApiException(SunoErrorKind.InvalidArgument, reason), input));
    }

    /// <summary>
    /// Returns the id of the clip that a row of the user names together with its task, but without an address; null
    /// for any other object.
    /// </summary>
    public static string? UnaddressedClipOf(PSObject input)
    {
        PSObject row = WithProperties(input);
        return row.BaseObject is PSCustomObject && UserColumns.KindOf(row) is null
            && TextOf(nameof(SunoClip.TaskId)).Length > 0
            && Addresses.All(name => TextOf(name).Length == 0)
            && TextOf(nameof(SunoClip.ClipId)) is { Length: > 0 } clipId
                ? clipId
                : null;

        string TextOf(string name) => PlainText(row.Properties[name]?.Value ?? "").Trim();
    }

    /// <summary>Returns the lyrics of a live or deserialized lyrics task; null for any other object.</summary>
    public static SunoLyrics? LyricsOf(PSObject input)
    {
        object? lyrics = input.BaseObject is SunoLyrics ? input : input.Properties[nameof(SunoTask.Lyrics)]?.Value;
        return lyrics is null ? null
            : PSObject.AsPSObject(lyrics) is { BaseObject: SunoLyrics own } ? own
            : PSObject.AsPSObject(lyrics) is { } row && row.Properties[nameof(SunoLyrics.Text)] is not null
                ? SavedObjects.ReadLyrics(PlainObject.MembersOf(row, typeof(SunoLyrics)))
            : null;
    }

    /// <summary>Returns the columns of the user, with plain values.</summary>
    /// <param name="input">The object or row.</param>
    /// <param name="type">The type that the object is, or that a row is read as.</param>
    /// <param name="inherited">The columns of the object that contains this one; null for none.</param>
    public static Dictionary<string, object?> ColumnsOf(
        object input, Type type, IReadOnlyDictionary<string, object?>? inherited = null)
    {
        var columns = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, object?> column in (inherited ?? MediaSource.NoColumns)
            .Concat(UserColumns.Of(input).Where(column => !UserColumns.IsPropertyOf(type, column.Key))))
        {
            columns[column.Key] = PlainValue(column.Value);
        }

        return columns;
    }

    /// <summary>A list becomes text: its first items, because it can be endless or contain itself.</summary>
    private static object? PlainValue(object? value) => Unwrap(value) switch
    {
        IEnumerable list and not string =>
            string.Join(", ", list.Cast<object?>().Take(MaxItems).Select(item => PlainText(Unwrap(item) ?? ""))),
        var plain => plain,
    };

    private static object? Unwrap(object? value) => value switch
    {
        PSObject { BaseObject: PSCustomObject } row => row.ToString(),
        PSObject wrapped => wrapped.BaseObject,
        _ => value,
    };

    private static bool IsClip(PSObject input) => Array.Exists(Addresses, name => input.Properties[name] is not null);

    private static MediaSource RowOf(
        PSObject row, SunoTask? task = null, IReadOnlyDictionary<string, object?>? inherited = null)
    {
        SunoClip clip = SavedObjects.ReadClip(PlainObject.MembersOf(row, typeof(SunoClip)));
        clip.Task = task;
        string status = PlainText(row.Properties[nameof(SunoClip.Status)]?.Value ?? "");
        if (clip.Status == SunoClipStatus.Unknown && status.Length > 0 && status != nameof(SunoClipStatus.Unknown))
        {
            // The status of a task, for example.
            clip.RawStatus ??= status;
        }

        return new MediaSource(clip, row, ColumnsOf(row, typeof(SunoClip), inherited));
    }

    /// <summary>Returns a dictionary as an object with properties, and any other object unchanged.</summary>
    public static PSObject WithProperties(PSObject input)
    {
        if (input.BaseObject is not IDictionary pairs)
        {
            return input;
        }

        var row = new PSObject();
        foreach (DictionaryEntry pair in pairs)
        {
            row.Properties.Add(new PSNoteProperty(PlainText(pair.Key), pair.Value));
        }

        return row;
    }

    private static string PlainText(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
