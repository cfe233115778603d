namespace SunoPS.Commands;

/// <summary>
/// Cleans text for display: masks the keys of this process, and removes characters that a terminal interprets
/// (<see cref="DisplayText"/>). Cmdlets clean all messages here.
/// </summary>
internal static class ShownText
{
    /// <summary>Cleans a text and converts it to one line, such as a title or an id in a message.</summary>
    public static string Line(string? text) => DisplayText.Line(InvocationMask.Keys.Apply(text)) ?? "";

    /// <summary>Cleans the name or id of something in a message, and truncates one of foreign length.</summary>
    public static string Label(string? text) => DisplayText.Cut(Line(text), DisplayText.LongestQuotation);

    /// <summary>Cleans a message, and keeps its lines.</summary>
    public static string Lines(string? text) => DisplayText.Lines(InvocationMask.Keys.Apply(text)) ?? "";
}
