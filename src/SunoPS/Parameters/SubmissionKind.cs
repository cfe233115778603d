using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>What an object of this module is to a command that submits.</summary>
internal static class SubmissionKind
{
    /// <summary>Returns the command that submits a kind of the journal; null for none.</summary>
    public static string? CommandOf(string? kind) => kind switch
    {
        SunoMusicSubmission.KindName => "Submit-SunoMusic",
        SunoLyricsSubmission.KindName => "Submit-SunoLyrics",
        SunoJoinSubmission.KindName => "Join-SunoClip",
        SunoAudioSubmission.KindName => "Submit-SunoAudio",
        _ => null,
    };

    /// <summary>Returns a property of an object as text; empty if it is missing.</summary>
    public static string TextOf(PSObject input, string property) => $"{input.Properties[property]?.Value}";

    /// <summary>True for a task that failed.</summary>
    public static bool IsFailed(PSObject task) =>
        TextOf(task, nameof(SunoTask.Status)) == nameof(SunoTaskStatus.Failure);

    /// <summary>Returns the ids of the clips of a task or of a row of a CSV file.</summary>
    public static string[] ClipIdsOf(PSObject task)
    {
        object? clips = task.Properties[nameof(SunoTask.Clips)]?.Value;
        return clips is string text
            ? text.Split([' '], StringSplitOptions.RemoveEmptyEntries)
            : [.. (LanguagePrimitives.GetEnumerable(clips) ?? Array.Empty<object>()).Cast<object>()
                .Select(clip => TextOf(PSObject.AsPSObject(clip), nameof(SunoClip.ClipId)))];
    }
}
