using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Inspects objects from the pipeline before they are submitted.</summary>
internal static class SubmissionRow
{
    /// <summary>The kinds of objects from a gateway, which are not requests.</summary>
    public enum Product
    {
        /// <summary>A row, a text or any other object.</summary>
        None,

        /// <summary>A task.</summary>
        Task,

        /// <summary>A clip.</summary>
        Clip,

        /// <summary>Lyrics.</summary>
        Lyrics,
    }

    /// <summary>Returns the kind of an object: live, deserialized, or a CSV row.</summary>
    public static Product ProductOf(PSObject? input)
    {
        return input is null ? Product.None
            : Is(nameof(SunoTask), nameof(SunoTask.IsCompleted)) ? Product.Task
            : Is(nameof(SunoClip), nameof(SunoClip.ClipId)) ? Product.Clip
            : Is(nameof(SunoLyrics), nameof(SunoLyrics.Text)) ? Product.Lyrics
            : Product.None;

        // Only an object from a gateway has a raw status.
        bool Is(string type, string property) =>
            input.TypeNames.Contains("SunoPS." + type)
            || input.TypeNames.Contains("Deserialized.SunoPS." + type)
            || (input.Properties[property] is not null && input.Properties["RawStatus"] is not null);
    }

    /// <summary>Returns a property as text; empty if it is missing.</summary>
    public static string TextOf(PSObject input, string property) => $"{input.Properties[property]?.Value}";

    /// <summary>Returns the ids of the clips of a task or of a row of a CSV file.</summary>
    public static string[] ClipIdsOf(PSObject task)
    {
        object? clips = task.Properties[nameof(SunoTask.Clips)]?.Value;
        return clips is string text
            ? text.Split([' '], StringSplitOptions.RemoveEmptyEntries)
            : [.. (LanguagePrimitives.GetEnumerable(clips) ?? Array.Empty<object>()).Cast<object>()
                .Select(clip => TextOf(PSObject.AsPSObject(clip), nameof(SunoClip.ClipId)))];
    }

    /// <summary>Returns the columns of a row that do not bind to a parameter of the command.</summary>
    public static IEnumerable<string> UnusedColumns(PSObject? row, CommandInfo command) =>
        row is { BaseObject: PSCustomObject }
            ? row.Properties.Select(property => property.Name)
                .Except(ColumnsOf(command), StringComparer.OrdinalIgnoreCase)
            : [];

    private static IEnumerable<string> ColumnsOf(CommandInfo command) =>
        command.Parameters.Values
            .Where(parameter => parameter.ParameterSets.Values.Any(set => set.ValueFromPipelineByPropertyName))
            .SelectMany(parameter => parameter.Aliases.Append(parameter.Name));
}
