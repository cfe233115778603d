namespace SunoPS.Commands;

/// <summary>
/// Text for the eye: without the keys that this process was given, and without characters that a terminal obeys
/// (<see cref="DisplayText"/>). Everything that a cmdlet says goes through here.
/// </summary>
internal static class ShownText
{
    /// <summary>Cleans a text on one line, such as a title or an id in a message.</summary>
    public static string Line(string? text) => DisplayText.Line(InvocationMask.Keys.Apply(text)) ?? "";

    /// <summary>Cleans a message, which may have lines.</summary>
    public static string Lines(string? text) => DisplayText.Lines(InvocationMask.Keys.Apply(text)) ?? "";
}
