using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace SunoPS.Commands;

/// <summary>
/// Finds the clips in objects from the pipeline: live or deserialized clips and tasks, and rows of a CSV file.
/// </summary>
internal static class ClipInput
{
    /// <summary>
    /// Returns the clips of an object, each with the target object of errors; null if it is neither a clip nor a task.
    /// </summary>
    /// <param name="input">The object.</param>
    /// <param name="emptyTask">The status of a task without clips; null for any other object.</param>
    public static IReadOnlyList<(SunoClip Clip, object Target)>? ClipsOf(PSObject input, out SunoTaskStatus? emptyTask)
    {
        emptyTask = null;
        switch (input.BaseObject)
        {
            case SunoClip clip:
                return [(clip, clip)];
            case SunoTask task:
                emptyTask = task.Clips.Count == 0 ? task.Status : null;
                return [.. task.Clips.Select(clip => (clip, (object)clip))];
            case string:
                return null;
        }

        if (IsClip(input))
        {
            return [(ReadClip(input), input)];
        }

        // A row of a CSV file of tasks has the ids of clips, but not their addresses.
        if (LanguagePrimitives.GetEnumerable(input.Properties[nameof(SunoTask.Clips)]?.Value) is not { } rows)
        {
            return null;
        }

        (SunoClip, object)[] clips = [.. ClipRows(rows).Select(row => (ReadClip(row), (object)row))];
        emptyTask = clips.Length == 0 ? ReadStatus(input) : null;
        return clips;
    }

    /// <summary>Returns the lyrics of a live or deserialized lyrics task; null for any other object.</summary>
    public static SunoLyrics? LyricsOf(PSObject input)
    {
        object? lyrics = input.BaseObject is SunoLyrics ? input : input.Properties[nameof(SunoTask.Lyrics)]?.Value;
        return lyrics is null ? null
            : PSObject.AsPSObject(lyrics) is { BaseObject: SunoLyrics own } ? own
            : PSObject.AsPSObject(lyrics) is { } row && row.Properties[nameof(SunoLyrics.Text)] is not null
                ? Read(row, new SunoLyrics())
            : null;
    }

    private static IEnumerable<PSObject> ClipRows(IEnumerable rows) =>
        rows.Cast<object>().Select(PSObject.AsPSObject).Where(IsClip);

    private static bool IsClip(PSObject input) =>
        input.Properties[nameof(SunoClip.AudioUrl)] is not null
        || input.Properties[nameof(SunoClip.VideoUrl)] is not null
        || input.Properties[nameof(SunoClip.ImageUrl)] is not null;

    private static SunoTaskStatus ReadStatus(PSObject row) =>
        Convert(row.Properties[nameof(SunoTask.Status)]?.Value, typeof(SunoTaskStatus)) as SunoTaskStatus? ?? default;

    private static SunoClip ReadClip(PSObject row) => Read(row, new SunoClip());

    /// <summary>Sets all properties from a row, except computed ones.</summary>
    private static T Read<T>(PSObject row, T read)
    {
        foreach (PropertyInfo property in typeof(T).GetProperties())
        {
            if (property.CanWrite && Convert(row.Properties[property.Name]?.Value, property.PropertyType) is { } value)
            {
                property.SetValue(read, value);
            }
        }

        return read;
    }

    /// <summary>Returns the converted value; null if it is empty or cannot be converted.</summary>
    private static object? Convert(object? value, Type type)
    {
        object? plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        return plain is null or "" ? null
            : type.IsInstanceOfType(plain) ? plain
            : type == typeof(SunoJsonObject) ? SunoJsonObject.Parse(PlainText(plain))
            : type == typeof(string) ? PlainText(plain)
            : LanguagePrimitives.TryConvertTo(plain, type, CultureInfo.InvariantCulture, out object? other) ? other
            : null;
    }

    private static string PlainText(object value) => System.Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
