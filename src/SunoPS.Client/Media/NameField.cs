using System.Globalization;
using System.Text.RegularExpressions;

namespace SunoPS;

/// <summary>A field of a file name: a value of a clip or of its task, or a column, in a .NET format.</summary>
internal sealed class NameField(string name, string format)
{
    public const string Untitled = "Untitled";

    /// <summary>The style of a number without separators: 12,50 is not 1250.</summary>
    private const NumberStyles Plain = NumberStyles.Number & ~NumberStyles.AllowThousands;

    private static readonly Regex YearFirst = new(@"^\s*\d{4}[-/.]\d");

    private static readonly Dictionary<string, Func<MediaSource, object?>> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Title"] = source => SafeFileName.IsBlank(source.Clip.Title) ? Untitled : source.Clip.Title,
        ["ClipId"] = IdOf,
        ["ClipId8"] = source => SafeFileName.Cut(IdOf(source), 8),
        ["TaskId"] = source => source.Clip.TaskId,
        ["Index"] = source => source.Clip.Index > 0 ? source.Clip.Index : null,
        ["Number"] = source => source.Number,
        ["Date"] = source => source.Clip.CreateTime ?? source.Clip.Task?.SubmitTime ?? source.Clip.Task?.FinishTime,
        ["Model"] = source => source.Clip.ModelName,
        ["Tags"] = source => source.Clip.Tags,
        ["Gateway"] = source => source.Clip.Task?.Gateway,
        ["Status"] = source => source.Clip.StatusWord,
    };

    public static IReadOnlyCollection<string> Names => Known.Keys;

    public string Name => name;

    /// <summary>True for a field of clips, false for a column of the user.</summary>
    public bool IsKnown => Known.ContainsKey(name);

    public bool IsClipId => Is("ClipId");

    /// <summary>True for free text, which can be shortened; ids keep file names distinct.</summary>
    public bool IsText => !IsKnown || Is("Title") || Is("Tags");

    /// <summary>Returns the value as clean text; empty if the clip has none.</summary>
    public string ValueOf(MediaSource source)
    {
        // A field without value gives way to the column of its name.
        object? value = Known.TryGetValue(name, out Func<MediaSource, object?>? field) ? field(source) : null;
        string text = SafeFileName.Clean(TextOf(value is null or "" ? source.Columns.GetValueOrDefault(name) : value));
        return SafeFileName.IsBlank(text) ? "" : text;
    }

    private static string IdOf(MediaSource source) =>
        source.Clip.ClipId.Length > 0 ? source.Clip.ClipId : source.Clip.UniqueId;

    private bool Is(string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);

    private string TextOf(object? value)
    {
        object? typed = format.Length > 0 && value is string text ? Parse(SafeFileName.Limit(text)) : value;
        string own = format.Length == 0 && value is DateTime or DateTimeOffset ? "yyyy-MM-dd" : format;
        try
        {
            return typed is IFormattable formattable
                ? formattable.ToString(own, CultureInfo.InvariantCulture)
                : Convert.ToString(typed, CultureInfo.InvariantCulture) ?? "";
        }
        catch (FormatException exception)
        {
            throw new SunoApiException(
                SunoErrorKind.InvalidArgument,
                $"The format '{format}' of the field '{{{name}}}' does not fit its value.",
                exception);
        }
    }

    /// <summary>Returns the number or time that a cell contains; its text if that is ambiguous or neither.</summary>
    private static object Parse(string text) =>
        long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out long integer) ? integer
        : decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out decimal number) ? number
        : YearFirst.IsMatch(text)
            && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time) ? time
        : text;
}
