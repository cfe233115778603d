using System.Globalization;

namespace SunoPS;

/// <summary>A field of a file name: a value of a clip or of its task, or a column of the user.</summary>
/// <param name="name">The name of the field or column.</param>
/// <param name="format">The .NET format; empty for the default.</param>
internal sealed class NameField(string name, string format)
{
    /// <summary>The title used for a clip without a title.</summary>
    public const string Untitled = "Untitled";

    private const string DateFormat = "yyyy-MM-dd";

    /// <summary>A standard number format with more digits than this would make a name of any length.</summary>
    private const int MaxDigits = 2;

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

    /// <summary>The names of the fields that every clip has.</summary>
    public static IReadOnlyCollection<string> Names => Known.Keys;

    public string Name => name;

    /// <summary>True for a field of clips, false for a column of the user.</summary>
    public bool IsKnown => Known.ContainsKey(name);

    public bool IsClipId => string.Equals(name, "ClipId", StringComparison.OrdinalIgnoreCase);

    /// <summary>True for free text, which can be shortened; ids keep file names distinct.</summary>
    public bool IsText => !IsKnown
        || string.Equals(name, "Title", StringComparison.OrdinalIgnoreCase)
        || string.Equals(name, "Tags", StringComparison.OrdinalIgnoreCase);

    /// <summary>True for a format that makes a text of moderate length, such as <c>0000</c> or <c>D4</c>.</summary>
    public bool HasShortFormat =>
        format.Length <= 1 + MaxDigits || !char.IsLetter(format[0]) || !format.Skip(1).All(char.IsDigit);

    /// <summary>Returns the value as clean text; empty if the clip has none.</summary>
    /// <exception cref="SunoApiException">The format does not fit the value.</exception>
    public string ValueOf(MediaSource source)
    {
        // A field without value gives way to the column of its name.
        object? value = Known.TryGetValue(name, out Func<MediaSource, object?>? field) ? field(source) : null;
        string text = SafeFileName.Clean(TextOf(value is null or "" ? source.Columns.GetValueOrDefault(name) : value));
        return SafeFileName.IsBlank(text) ? "" : text;
    }

    private static string IdOf(MediaSource source) =>
        source.Clip.ClipId.Length > 0 ? source.Clip.ClipId : source.Clip.UniqueId;

    private string TextOf(object? value)
    {
        if (format.Length > 0 && value is string text)
        {
            value = Parse(SafeFileName.Limit(text));
        }

        try
        {
            return value switch
            {
                DateTime or DateTimeOffset when format.Length == 0 =>
                    ((IFormattable)value).ToString(DateFormat, CultureInfo.InvariantCulture),
                IFormattable formattable => formattable.ToString(format, CultureInfo.InvariantCulture),
                _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
            };
        }
        catch (FormatException exception)
        {
            throw new SunoApiException(
                SunoErrorKind.InvalidArgument,
                $"The format '{format}' of the field '{{{name}}}' does not fit its value.",
                exception);
        }
    }

    /// <summary>Returns the number or time that a cell of a CSV file contains; otherwise its text.</summary>
    private static object Parse(string text) =>
        long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out long integer) ? integer
        : decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal number) ? number
        : DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time) ? time
        : text;
}
