namespace SunoPS.Commands;

/// <summary>Masks the keys of this process, and removes characters that a terminal interprets.</summary>
internal static class ShownText
{
    public static string Line(string? text) => DisplayText.Line(InvocationMask.Keys.Apply(text)) ?? "";

    /// <summary>Cleans the name or id of something in a message, and truncates one of foreign length.</summary>
    public static string Label(string? text) => DisplayText.Cut(Line(text), DisplayText.LongestQuotation);

    public static string Lines(string? text) => DisplayText.Lines(InvocationMask.Keys.Apply(text)) ?? "";
}
