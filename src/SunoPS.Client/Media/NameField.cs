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

    private static readonly Dictionary<string, Func<NamedClip, object?>> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Title"] = named => SafeFileName.IsBlank(named.Clip.Title) ? Untitled : named.Clip.Title,
        ["ClipId"] = IdOf,
        ["ClipId8"] = named => SafeFileName.Cut(IdOf(named), 8),
        ["TaskId"] = named => named.Clip.TaskId,
        ["Index"] = named => named.Clip.Index > 0 ? named.Clip.Index : null,
        ["Number"] = named => named.Number,
        ["Date"] = named => named.Clip.CreateTime ?? named.Clip.Task?.SubmitTime ?? named.Clip.Task?.FinishTime,
        ["Model"] = named => named.Clip.ModelName,
        ["Tags"] = named => named.Clip.Tags,
        ["Gateway"] = named => named.Clip.Task?.Gateway,
        ["Status"] = named => named.Clip.StatusWord,
    };

    /// <summary>The names of the fields that every clip has.</summary>
    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <summary>The name as written in the template.</summary>
    public string Name => name;

    /// <summary>True for a field of clips, false for a column of the user.</summary>
    public bool IsKnown => Known.ContainsKey(name);

    /// <summary>True for the field with the id of the clip.</summary>
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
    public string ValueOf(NamedClip named)
    {
        // A field without value gives way to the column of its name.
        object? value = Known.TryGetValue(name, out Func<NamedClip, object?>? field) ? field(named) : null;
        string text = SafeFileName.Clean(TextOf(value is null or "" ? named.Columns.GetValueOrDefault(name) : value));
        return SafeFileName.IsBlank(text) ? "" : text;
    }

    private static string IdOf(NamedClip named) =>
        named.Clip.ClipId.Length > 0 ? named.Clip.ClipId : named.Clip.UniqueId;

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

/// <summary>A clip with what its file names depend on.</summary>
/// <param name="Clip">The clip.</param>
/// <param name="Number">The position of the clip in the run, from 1.</param>
/// <param name="Columns">The columns of the user.</param>
internal sealed record NamedClip(SunoClip Clip, int Number, IReadOnlyDictionary<string, object?> Columns);
