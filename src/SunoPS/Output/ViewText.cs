using System.Globalization;
using System.Reflection;

namespace SunoPS.Commands;

/// <summary>
/// The texts that the views show, without characters that a terminal interprets. Views call them as
/// <c>[SunoPS.Commands.ViewText]::Line[$_, 'Title']</c>, for live objects and for those of another process.
/// </summary>
public static class ViewText
{
    /// <summary>The style of the session; null in Windows PowerShell, which has none.</summary>
    private static readonly object? Style = typeof(PSObject).Assembly
        .GetType("System.Management.Automation.PSStyle")?.GetProperty("Instance")?.GetValue(null);

    private static readonly PropertyInfo? OutputRendering = Style?.GetType().GetProperty("OutputRendering");

    /// <summary>The first text of several properties, on one line.</summary>
    public static ViewCell Line { get; } = new(LineOf);

    /// <summary>A text with its line breaks.</summary>
    public static ViewCell Lines { get; } = new((row, names) => LinesOf(Text(row, names)));

    /// <summary>A status, in color on a terminal.</summary>
    public static ViewCell Status { get; } = new((row, names) => Colored(LineOf(row, names)));

    /// <summary>A percentage.</summary>
    public static ViewCell Percent { get; } = new((row, names) =>
        LineOf(row, names) is { Length: > 0 } number ? number + "%" : "");

    /// <summary>A time to the second.</summary>
    public static ViewCell Time { get; } = new((row, names) => TimeOf(row, names, _ => "yyyy-MM-dd HH:mm:ss"));

    /// <summary>A time of this year to the minute; the date of another time.</summary>
    public static ViewCell ShortTime { get; } = new((row, names) => TimeOf(
        row, names, year => year == TimeProvider.System.GetLocalNow().Year ? "MM-dd HH:mm" : "yyyy-MM-dd"));

    /// <summary>A length in minutes and seconds.</summary>
    public static ViewCell Length { get; } = new((row, names) => LengthOf(Value(row, names)));

    /// <summary>The title or name of a task, and the reason of one that did not succeed.</summary>
    public static ViewCell TitleOrReason { get; } = new((row, _) => Joined(
        TaskTitle(row), Text(row, ["Status"]) == "Success" ? "" : LineOf(row, ["FailReason"])));

    /// <summary>The title of a clip, and the error of a failed one.</summary>
    public static ViewCell TitleOrError { get; } = new((row, _) => Joined(
        LineOf(row, ["Title"]), Text(row, ["Status"]) == "Error" ? LineOf(row, ["ErrorMessage"]) : ""));

    /// <summary>A task in a few words: its title, name or id, and its status.</summary>
    public static ViewCell TaskLabel { get; } = new((row, _) =>
        $"{LineOf(row, ["Title", "Name", "TaskId"])} ({LineOf(row, ["Status"])})");

    /// <summary>A clip in a few words: its title or id, and its length or status.</summary>
    public static ViewCell ClipLabel { get; } = new((row, _) =>
    {
        string length = LengthOf(Value(row, ["Duration"]));
        return $"{LineOf(row, ["Title", "ClipId"])} ({(length.Length > 0 ? length : LineOf(row, ["Status"]))})";
    });

    /// <summary>A submission in a few words: its name, title or content.</summary>
    public static ViewCell SubmissionLabel { get; } = new((row, _) =>
        LineOf(row, ["Name", "Title", "Description", "Lyrics", "Prompt", "ClipId"]));

    /// <summary>The title and text of lyrics, or the reason why there is no text.</summary>
    public static ViewCell Lyrics { get; } = new((row, _) =>
    {
        string title = LineOf(row, ["Title"]);
        string text = LinesOf(Text(row, ["Text"]));
        text = text.Length > 0 ? text : $"({Joined(LineOf(row, ["Status"]), LineOf(row, ["ErrorMessage"]))})";
        return title.Length > 0 ? $"{title}\n\n{text}" : text;
    });

    /// <summary>All properties, one on each line.</summary>
    public static ViewCell Properties { get; } = new((row, _) => string.Join("\n", row.Properties.Select(
        property => $"{DisplayText.Line(property.Name)} : {LineOf(row, [property.Name])}")));

    /// <summary>Returns the title or name of a task, or the beginning of the submitted text.</summary>
    private static string TaskTitle(PSObject row) =>
        LineOf(row, ["Title", "Name"]) is { Length: > 0 } title ? title
            : DisplayText.Line((row.BaseObject as SunoTask)?.Subject) ?? "";

    private static string LineOf(PSObject row, string[] names) => DisplayText.Line(Text(row, names));

    private static string LinesOf(string text) => DisplayText.Lines(text.ReplaceLineEndings("\n"));

    private static string Joined(string title, string reason) =>
        title.Length > 0 && reason.Length > 0 ? $"{title}: {reason}" : title + reason;

    private static string TimeOf(PSObject row, string[] names, Func<int, string> formatOf) =>
        Value(row, names) is DateTime time ? time.ToString(formatOf(time.Year), CultureInfo.InvariantCulture) : "";

    private static string LengthOf(object? value) => value is TimeSpan time
        ? FormattableString.Invariant($"{(int)time.TotalMinutes}:{time.Seconds:00}") : "";

    /// <summary>Returns the first text that is not empty. A name such as <c>Clips.ClipId</c> is of members.</summary>
    private static string Text(PSObject row, string[] names) => names
        .Select(name => LanguagePrimitives.ConvertTo<string>(Value(row, [name])))
        .FirstOrDefault(text => text.Length > 0) ?? "";

    private static object? Value(PSObject row, string[] names)
    {
        string[] path = names[0].Split('.');
        object? value = row.Properties[path[0]]?.Value;
        if (path.Length > 1 && value is not null)
        {
            IEnumerable<object?> items = LanguagePrimitives.GetEnumerable(value)?.Cast<object?>() ?? [value];
            return string.Join(", ", items.Select(item => Text(PSObject.AsPSObject(item), [path[1]])));
        }

        return CellValue.Unwrap(value);
    }

    private static string Colored(string status)
    {
        string? color = status switch
        {
            "Success" or "Complete" or "Accepted" => "\e[32m",
            "InProgress" or "Streaming" or "Pending" => "\e[36m",
            "Failure" or "Error" or "Refused" or "NotSent" => "\e[31m",
            "Unknown" => "\e[33m",
            _ => null,
        };
        return color is null || !ShowsColors() ? status : color + status + "\e[0m";
    }

    /// <summary>
    /// Returns true where colors are wanted. PowerShell removes them from the output to a file or a command, but not
    /// where the output of the whole process is redirected.
    /// </summary>
#pragma warning disable RS0030 // Reads the state of the console, and writes nothing to it.
    private static bool ShowsColors() => OutputRendering?.GetValue(Style)?.ToString() is { } rendering
        && (rendering == "Ansi" || !Console.IsOutputRedirected);
#pragma warning restore RS0030
}
