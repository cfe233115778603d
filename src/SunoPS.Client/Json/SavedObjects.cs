using System.Collections;
using System.Diagnostics.CodeAnalysis;
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
    /// <summary>Restores objects as tasks, successive clips of a task as one; null if there is anything else.</summary>
    public static IReadOnlyList<SunoTask>? TryRead(object? graph)
    {
        var tasks = new List<SunoTask>();
        var inferred = new List<SunoTask>();
        List<SunoClip> clips = [];
        foreach (object? item in graph is IEnumerable items and not (string or Members) ? items : new[] { graph })
        {
            if (item is not Members saved || !Has(nameof(SunoTask.AdditionalProperties)))
            {
                return null;
            }

            if (Has(nameof(SunoTask.IsCompleted)))
            {
                clips = [];
                tasks.Add(ReadTask(saved));
            }
            else if (Has(nameof(SunoClip.ClipId)))
            {
                SunoClip clip = ReadClip(saved);
                if (clips is not [{ TaskId: var taskId }, ..] || taskId != clip.TaskId)
                {
                    clips = [];
                    AddInferred(new SunoTask { TaskId = clip.TaskId, Clips = new SunoClipCollection(clips) });
                }

                clips.Add(clip);
            }
            else if (Has(nameof(SunoLyrics.Text)))
            {
                clips = [];
                SunoLyrics lyrics = ReadLyrics(saved);
                AddInferred(new SunoTask { TaskId = lyrics.TaskId, Lyrics = lyrics });
            }
            else
            {
                return null;
            }

            bool Has(string name) => saved.Any(member => member.Key == name);
        }

        inferred.ForEach(static task => TaskReader.InferState(WithTask(task)));
        return tasks.Count > 0 ? tasks : null;

        void AddInferred(SunoTask task)
        {
            inferred.Add(task);
            tasks.Add(task);
        }
    }

    public static SunoTask ReadTask(Members saved) => WithTask(Restore(new SunoTask(), saved));

    public static SunoClip ReadClip(Members saved)
    {
        SunoClip clip = Restore(new SunoClip(), saved);
        clip.Duration ??= JsonScalar.Of<TimeSpan?>(
            saved.LastOrDefault(member => member.Key == nameof(SunoClip.DurationSec)).Value, JsonScalar.TryDuration);
        return clip;
    }

    public static SunoLyrics ReadLyrics(Members saved) => Restore(new SunoLyrics(), saved);

    /// <summary>Restores an entry of the journal, without members that it does not have.</summary>
    public static SunoSubmissionRecord ReadRecord(Members saved) => Restore(new SunoSubmissionRecord(), saved);

    private static SunoTask WithTask(SunoTask task)
    {
        foreach (SunoClip clip in task.Clips)
        {
            clip.Task = task;
        }

        return task;
    }

    /// <summary>Sets the properties. What none of them takes becomes an additional property.</summary>
    private static T Restore<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(
        T model, Members saved)
        where T : class
    {
        var rest = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, object?> member in saved)
        {
            rest[member.Key] = member.Value;
        }

        foreach (PropertyInfo property in Settable<T>.All)
        {
            if (rest.TryGetValue(property.Name, out object? value)
                && (value is null or "" || TrySet(model, property, value)))
            {
                rest.Remove(property.Name);
            }
        }

        PropertyInfo? kept =
            Array.Find(Settable<T>.All, property => property.Name == nameof(SunoTask.AdditionalProperties));
        kept?.SetValue(model, ((SunoJsonObject)kept.GetValue(model)!).With(rest));
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
    private static object? Convert(object value, Type type) => value switch
    {
        string or bool or IFormattable => Scalar(value, type),
        SunoJsonObject when type == typeof(SunoJsonObject) => value,
        Members members => type == typeof(SunoLyrics) ? ReadLyrics(members)
            : type == typeof(SunoJsonObject) ? new SunoJsonObject(JsonGraph.ToUtf8(members))

            // A duration that was serialized with all its properties.
            : type == typeof(TimeSpan)
                && members.FirstOrDefault(part => part.Key == nameof(TimeSpan.Ticks)).Value is long ticks
                    ? TimeSpan.FromTicks(ticks)
            : null,
        IEnumerable items when type == typeof(SunoClipCollection)
            && items.Cast<object?>().All(item => item is Members) =>
                new SunoClipCollection(items.Cast<Members>().Select(ReadClip).ToArray()),
        _ => null,
    };

    private static object? Scalar(object value, Type type)
    {
        string? text = JsonScalar.Of<string>(value, JsonScalar.TryText);
        return type == typeof(string) ? text
            : type == typeof(DateTime) ? JsonScalar.Of<DateTime?>(value, JsonScalar.TryTime)
            : type == typeof(TimeSpan) ? JsonScalar.Of<TimeSpan?>(value, JsonScalar.TryDuration)
            : type == typeof(int) ? JsonScalar.Of<int?>(value, JsonScalar.TryCount)
            : type == typeof(decimal) ? JsonScalar.Of<decimal?>(value, JsonScalar.TryNumber)
            : type == typeof(bool) ? JsonScalar.Of<bool?>(value, JsonScalar.TryFlag)
            : type == typeof(SunoJsonObject) && text is not null ? SunoJsonObject.Parse(text)
            : type == typeof(SunoTaskStatus) ? Word<SunoTaskStatus>(text)
            : type == typeof(SunoClipStatus) ? Word<SunoClipStatus>(text)
            : type == typeof(SunoSubmissionState) ? Word<SunoSubmissionState>(text)
            : null;
    }

    private static T? Word<T>(string? text)
        where T : struct => Enum.TryParse(text, true, out T word) ? word : null;

    /// <summary>The properties of a type, found once: computed ones come after those that they need.</summary>
    private static class Settable<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>
    {
        public static readonly PropertyInfo[] All =
            [.. typeof(T).GetProperties().OrderByDescending(property => property.CanWrite)];
    }
}
