namespace SunoPS.Commands;

/// <summary>Counts what becomes of the rows, for <c>-WhatIf</c> and for entries that are left out.</summary>
internal sealed class SubmitSummary
{
    /// <summary>The longest text in a line of <c>-WhatIf</c>.</summary>
    private const int MaxText = 60;

    /// <summary>Number of rows that <c>-WhatIf</c> has kept from being submitted.</summary>
    public int WouldSubmit { get; set; }

    /// <summary>Number of rows that cannot be submitted.</summary>
    public int Invalid { get; set; }

    /// <summary>Number of rows that the journal has as accepted.</summary>
    public int Accepted { get; set; }

    /// <summary>Number of rows that the journal has with an unknown outcome.</summary>
    public int Unknown { get; set; }

    /// <summary>Number of entries of the journal that an accepted submission has replaced.</summary>
    public int LeftOut { get; set; }

    /// <summary>Returns the line of a row: its name or text, its kind and its model.</summary>
    public static string LineOf(PreparedSubmission prepared)
    {
        string model = (prepared.Submission as SunoMusicSubmission)?.Model is { } name ? $", {name}" : "";
        string text = DisplayText.Cut(prepared.Submission.ToString(), MaxText);
        return ShownText.Line($"{text} ({prepared.Line.Kind}{model})");
    }

    /// <summary>Writes the totals of <c>-WhatIf</c>, and a warning of entries that were left out.</summary>
    /// <param name="command">The command.</param>
    /// <param name="isWhatIf">True under <c>-WhatIf</c>.</param>
    /// <param name="folder">The folder of the journal; null for none.</param>
    public void Write(SubmitCommand command, bool isWhatIf, string? folder)
    {
        string journal = folder is null ? "The journal is off." : $"The journal is in {folder}.";
        if (isWhatIf)
        {
            string[] counts =
            [
                $"{WouldSubmit} would be submitted",
                .. Count(Accepted, "accepted before"),
                .. Count(Unknown, "with an unknown outcome"),
                .. Count(LeftOut, "submitted again before"),
                .. Count(Invalid, "invalid"),
            ];
            command.ShouldProcess(
                ShownText.Line($"{string.Join(", ", counts)}. {journal}"), verboseWarning: null, caption: null);
            return;
        }

        DebugSafe.WriteVerbose(command, journal);
        if (LeftOut > 0)
        {
            command.Warn(
                $"Left out {LeftOut} {(LeftOut == 1 ? "entry" : "entries")} of the journal: the gateway has accepted "
                + "the same, or another entry is equal. To submit a failed task again, pipe the task.");
        }
    }

    private static IEnumerable<string> Count(int count, string what) => count == 0 ? [] : [$"{count} {what}"];
}
