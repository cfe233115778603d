using System.Globalization;
using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Finds the clips in what came down the pipeline: clips, tasks, either of them read back from a file, and rows of a CSV file.</summary>
internal static class ClipInput
{
    /// <summary>The clips of an object; a null list where the object is neither clip nor task.</summary>
    /// <param name="input">The object.</param>
    /// <param name="emptyTask">The status of a task that has no clip; null for any other object.</param>
    public static IReadOnlyList<SunoMediaSource>? ClipsOf(PSObject input, out SunoTaskStatus? emptyTask)
    {
        emptyTask = null;
        switch (input.BaseObject)
        {
            case SunoClip clip:
                return [SunoMediaSource.From(clip)];
            case SunoTask task:
                emptyTask = task.Clips.Count == 0 ? task.Status : null;
                return [.. task.Clips.Select(SunoMediaSource.From)];
            case string:
                return null;
        }

        if (IsClip(input))
        {
            return [ReadClip(input)];
        }

        // A row of a CSV file has the ids of its clips, and none of their addresses.
        if (LanguagePrimitives.GetEnumerable(Value(input, nameof(SunoTask.Clips))) is not { } clips)
        {
            return null;
        }

        SunoMediaSource[] sources = [.. clips.Cast<object>().Select(PSObject.AsPSObject).Where(IsClip).Select(ReadClip)];
        emptyTask = sources.Length == 0 ? Convert<SunoTaskStatus>(Value(input, nameof(SunoTask.Status))) : null;
        return sources;
    }

    private static bool IsClip(PSObject input) =>
        input.Properties[nameof(SunoClip.AudioUrl)] is not null
        || input.Properties[nameof(SunoClip.VideoUrl)] is not null
        || input.Properties[nameof(SunoClip.ImageUrl)] is not null;

    private static SunoMediaSource ReadClip(PSObject row) => new()
    {
        ClipId = Text(row, nameof(SunoClip.ClipId)) ?? "",
        TaskId = Text(row, nameof(SunoClip.TaskId)) ?? "",
        Index = Convert<int>(Value(row, nameof(SunoClip.Index))),
        Title = Text(row, nameof(SunoClip.Title)),
        Status = Convert<SunoClipStatus>(Value(row, nameof(SunoClip.Status))),
        Duration = Convert<TimeSpan?>(Value(row, nameof(SunoClip.Duration))),
        Tags = Text(row, nameof(SunoClip.Tags)),
        Prompt = Text(row, nameof(SunoClip.Prompt)),
        GptDescriptionPrompt = Text(row, nameof(SunoClip.GptDescriptionPrompt)),
        ModelName = Text(row, nameof(SunoClip.ModelName)),
        MajorModelVersion = Text(row, nameof(SunoClip.MajorModelVersion)),
        AudioUrl = Text(row, nameof(SunoClip.AudioUrl)),
        VideoUrl = Text(row, nameof(SunoClip.VideoUrl)),
        ImageUrl = Text(row, nameof(SunoClip.ImageUrl)),
        ImageLargeUrl = Text(row, nameof(SunoClip.ImageLargeUrl)),
        ErrorMessage = Text(row, nameof(SunoClip.ErrorMessage)),
        CreateTime = Convert<DateTime?>(Value(row, nameof(SunoClip.CreateTime))),
        AdditionalProperties = Text(row, nameof(SunoClip.AdditionalProperties)),
        Target = row,
    };

    private static object? Value(PSObject row, string name) => row.Properties[name]?.Value;

    private static string? Text(PSObject row, string name) =>
        System.Convert.ToString(Value(row, name), CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;

    /// <summary>The value; the default of its type for what is empty, or cannot be read.</summary>
    private static T? Convert<T>(object? value) =>
        value is not null and not "" && LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out T? converted) ? converted : default;
}
