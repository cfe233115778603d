namespace SunoPS.Commands;

/// <summary>Counts what becomes of the rows, for the progress, for <c>-WhatIf</c> and for left out entries.</summary>
internal sealed class SubmitSummary
{
    private const int MaxText = 60;

    public int Submitted { get; set; }

    public int Failed { get; set; }

    public int ToGo { get; set; }

    public int WouldSubmit { get; set; }

    public int Invalid { get; set; }

    public int AcceptedBefore { get; set; }

    public int UnknownBefore { get; set; }

    /// <summary>Number of entries and failed tasks that an accepted submission has replaced.</summary>
    public int LeftOut { get; set; }

    public (string Status, double? Fraction)? Progress =>
        ToGo == 0 ? null : ($"{Submitted} submitted, {Failed} failed, {ToGo} to go", null);

    /// <summary>Returns the line of a row: its name or text, its kind and its model.</summary>
    public static string LineOf(PreparedSubmission prepared)
    {
        string model = (prepared.Submission as SunoMusicSubmission)?.Model is { } name ? $", {name}" : "";
        string text = DisplayText.Cut(prepared.Submission.ToString(), MaxText);
        return ShownText.Line($"{text} ({prepared.Line.Kind}{model})");
    }

    /// <summary>Writes the totals of <c>-WhatIf</c>, or a warning of entries that were left out.</summary>
    public void Write(SubmitCommand command, string? folder)
    {
        string journal = folder is null ? "The journal is off." : $"The journal is in {folder}.";
        if (command.IsWhatIf)
        {
            (int Count, string What)[] counts =
            [
                (AcceptedBefore, "accepted before"), (UnknownBefore, "with an unknown outcome"),
                (LeftOut, "submitted again before"), (Invalid, "invalid"),
            ];
            string others = string.Concat(
                counts.Where(pair => pair.Count > 0).Select(pair => $", {pair.Count} {pair.What}"));
            command.ShouldProcess(
                ShownText.Line($"{WouldSubmit} would be submitted{others}. {journal}"),
                verboseWarning: null, caption: null);
            return;
        }

        command.WriteVerbose(journal);
        if (LeftOut > 0)
        {
            command.Warn(
                $"Left out {LeftOut} {(LeftOut == 1 ? "entry" : "entries")} of the journal: accepted before, submitted "
                + "again already, or equal to another one. Get-SunoSubmission -State Accepted shows the tasks. To "
                + "submit a failed task again, pipe the newest one.");
        }
    }
}
