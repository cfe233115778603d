using System.Collections;
using System.Reflection;
using Members = System.Collections.Generic.IEnumerable<System.Collections.Generic.KeyValuePair<string, object?>>;

namespace SunoPS;

/// <summary>
/// Restores tasks, clips and lyrics from their properties: from their own JSON, from rows of a CSV file, from another
/// process. An object is a sequence of names and values, as in <see cref="JsonGraph"/>. What no property takes becomes
/// an additional property.
/// </summary>
internal static class SavedObjects
{
    private static readonly PropertyInfo[] TaskProperties = SettableFirst(typeof(SunoTask).GetProperties());
    private static readonly PropertyInfo[] ClipProperties = SettableFirst(typeof(SunoClip).GetProperties());
    private static readonly PropertyInfo[] LyricsProperties = SettableFirst(typeof(SunoLyrics).GetProperties());

    private enum Kind
    {
        None,
        Task,
        Clip,
        Lyrics,
    }

    /// <summary>
    /// Restores an object or a sequence of objects as tasks; null if there is anything else. Successive clips of a task
    /// become one task, lyrics another.
    /// </summary>
    public static IReadOnlyList<SunoTask>? TryRead(object? graph)
    {
        var tasks = new List<SunoTask>();
        List<SunoClip> group = [];
        foreach (object? item in graph is IEnumerable items and not (string or Members) ? items : new[] { graph })
        {
            Kind kind = KindOf(item);
            SunoClip? clip = kind == Kind.Clip ? ReadClip((Members)item!) : null;
            if (clip is null || (group.Count > 0 && group[0].TaskId != clip.TaskId))
            {
                EndGroup();
            }

            switch (kind)
            {
                case Kind.Task:
                    tasks.Add(ReadTask((Members)item!));
                    break;
                case Kind.Clip:
                    group.Add(clip!);
                    break;
                case Kind.Lyrics:
                    SunoLyrics lyrics = ReadLyrics((Members)item!);
                    tasks.Add(Inferred(new SunoTask { TaskId = lyrics.TaskId, Lyrics = lyrics }));
                    break;
                default:
                    return null;
            }
        }

        EndGroup();
        return tasks.Count > 0 ? tasks : null;

        void EndGroup()
        {
            if (group.Count > 0)
            {
                tasks.Add(Inferred(new SunoTask { TaskId = group[0].TaskId, Clips = new SunoClipCollection(group) }));
                group = [];
            }
        }
    }

    /// <summary>Restores a task with its clips or lyrics.</summary>
    public static SunoTask ReadTask(Members saved) => WithTask(Restore(new SunoTask(), saved, TaskProperties));

    /// <summary>Restores a clip.</summary>
    public static SunoClip ReadClip(Members saved)
    {
        SunoClip clip = Restore(new SunoClip(), saved, ClipProperties);
        clip.Duration ??= saved.LastOrDefault(member => member.Key == nameof(SunoClip.DurationSec)).Value is { } seconds
            ? Convert(seconds, typeof(TimeSpan)) as TimeSpan?
            : null;
        return clip;
    }

    /// <summary>Restores lyrics.</summary>
    public static SunoLyrics ReadLyrics(Members saved) => Restore(new SunoLyrics(), saved, LyricsProperties);

    /// <summary>Restores an entry of the journal, without members that it does not have.</summary>
    public static SunoSubmissionRecord ReadRecord(Members saved)
    {
        var record = new SunoSubmissionRecord();
        foreach (KeyValuePair<string, object?> member in saved)
        {
            if (member.Value is { } value && typeof(SunoSubmissionRecord).GetProperty(member.Key) is { } property)
            {
                TrySet(record, property, value);
            }
        }

        return record;
    }

    private static Kind KindOf(object? item)
    {
        HashSet<string> names = item is Members members ? [.. members.Select(member => member.Key)] : [];
        return !names.Contains(nameof(SunoTask.AdditionalProperties)) ? Kind.None
            : names.Contains(nameof(SunoTask.IsCompleted)) ? Kind.Task
            : names.Contains(nameof(SunoClip.ClipId)) ? Kind.Clip
            : names.Contains(nameof(SunoLyrics.Text)) ? Kind.Lyrics
            : Kind.None;
    }

    private static SunoTask Inferred(SunoTask task)
    {
        TaskReader.InferState(task);
        return WithTask(task);
    }

    private static SunoTask WithTask(SunoTask task)
    {
        foreach (SunoClip clip in task.Clips)
        {
            clip.Task = task;
        }

        return task;
    }

    /// <summary>Computed properties come after those that they are computed of.</summary>
    private static PropertyInfo[] SettableFirst(PropertyInfo[] properties) =>
        [.. properties.OrderByDescending(property => property.CanWrite)];

    /// <summary>Sets the properties, and keeps what none of them takes.</summary>
    private static T Restore<T>(T model, Members saved, PropertyInfo[] properties)
        where T : class
    {
        var rest = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, object?> member in saved)
        {
            rest[member.Key] = member.Value;
        }

        foreach (PropertyInfo property in properties)
        {
            if (rest.TryGetValue(property.Name, out object? value)
                && (value is null or "" || TrySet(model, property, value)))
            {
                rest.Remove(property.Name);
            }
        }

        PropertyInfo additional = Array.Find(properties, property => property.PropertyType == typeof(SunoJsonObject))!;
        additional.SetValue(model, ((SunoJsonObject)additional.GetValue(model)!).With(rest));
        return model;
    }

    private static bool TrySet(object model, PropertyInfo property, object value)
    {
        if (!property.CanWrite)
        {
            // A computed value is known. Only a text can differ: a row of a CSV file has the title of a task, but not
            // the clips that the title comes from.
            return property.PropertyType != typeof(string) || Equals(property.GetValue(model), value);
        }

        object? converted = Convert(value, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);
        if (converted is not null)
        {
            property.SetValue(model, converted);
        }

        return converted is not null;
    }

    /// <summary>Converts a value to the type of a property; null if it does not fit.</summary>
    private static object? Convert(object value, Type type)
    {
        if (value is string or bool or IFormattable)
        {
            byte[] raw = JsonGraph.ToUtf8(value);
            JsonScalar.TryText(raw, out string? text);
            return type == typeof(string) ? text
                : type == typeof(DateTime) ? Read<DateTime>(raw, JsonScalar.TryTime)
                : type == typeof(TimeSpan) ? Read<TimeSpan>(raw, JsonScalar.TryDuration)
                : type == typeof(int) ? Read<int>(raw, JsonScalar.TryCount)
                : type == typeof(decimal) ? Read<decimal>(raw, JsonScalar.TryNumber)
                : type == typeof(bool) ? Read<bool>(raw, JsonScalar.TryFlag)
                : type == typeof(SunoTaskStatus) ? Enum.TryParse(text, true, out SunoTaskStatus task) ? task : null
                : type == typeof(SunoClipStatus) ? Enum.TryParse(text, true, out SunoClipStatus clip) ? clip : null
                : type == typeof(SunoSubmissionState)
                    ? Enum.TryParse(text, true, out SunoSubmissionState state) ? state : null
                : type == typeof(SunoJsonObject) && text is not null ? SunoJsonObject.Parse(text)
                : null;
        }

        return value is Members members
            ? type == typeof(SunoLyrics) ? ReadLyrics(members)
                : type == typeof(SunoJsonObject) ? members as SunoJsonObject ?? new(JsonGraph.ToUtf8(members))
                : type == typeof(TimeSpan) ? TicksOf(members)
                : null
            : type == typeof(SunoClipCollection) && value is IEnumerable items
                && items.Cast<object?>().All(item => item is Members)
            ? new SunoClipCollection(items.Cast<Members>().Select(ReadClip).ToArray())
            : null;
    }

    private static T? Read<T>(byte[] raw, ScalarReader<T> read)
        where T : struct => JsonScalar.TryRead(raw, read, out T? value) ? value : null;

    /// <summary>Returns a duration that was serialized with all its properties.</summary>
    private static TimeSpan? TicksOf(Members duration) =>
        duration.FirstOrDefault(part => part.Key == nameof(TimeSpan.Ticks)).Value is long ticks
            ? TimeSpan.FromTicks(ticks)
            : null;
}
