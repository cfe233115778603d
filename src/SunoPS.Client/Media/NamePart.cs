using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SunoPS;

/// <summary>The name of one folder or file in a template: text with fields.</summary>
internal sealed class NamePart
{
    /// <summary>Marks an empty field in a name: neither texts nor values have control characters.</summary>
    private const char Empty = '\0';

    /// <summary>The ends of a value, so that its own punctuation is not a separator.</summary>
    private const char End = '\u0001';

    private const string Separators = @"[^\0\x01\p{L}\p{Nd}]*";

    /// <summary>An empty field, and brackets around it, between separators.</summary>
    private static readonly Regex EmptyField = new($@"({Separators}?)(?:[(\[{{]\0[)\]}}]|\0)({Separators})(\z)?");

    private string _format = "";

    public List<NameField> Fields { get; } = [];

    /// <summary>True if the part has no field, and its text gives an empty name.</summary>
    public bool IsBlank => Fields.Count == 0 && SafeFileName.Tidy(_format).Length == 0;

    /// <summary>Appends a character, or a brace twice, as in a composite format.</summary>
    public void Append(string text) => _format += text;

    public void Append(NameField field)
    {
        _format += $"{{{Fields.Count}}}";
        Fields.Add(field);
    }

    /// <summary>Creates a name of at most so many UTF-8 bytes; empty if all fields are.</summary>
    public string NameOf(MediaSource source, int maxBytes)
    {
        string[] values = [.. Fields.Select(field => SafeFileName.Cut(field.ValueOf(source), maxBytes))];

        // Shortens free text only, the longest first: ids keep file names distinct.
        int limit = maxBytes;
        string name = Join(values, limit);
        while (Encoding.UTF8.GetByteCount(name) - maxBytes is > 0 and int excess && limit > 0)
        {
            limit = Math.Max(0, limit - Math.Max(1, excess / (values.Length + 1)));
            name = Join(values, limit);
        }

        return SafeFileName.Tidy(SafeFileName.Cut(name, maxBytes));
    }

    private string Join(string[] values, int limit)
    {
        string[] marked = [.. values.Select((value, i) => Fields[i].IsText ? SafeFileName.Cut(value, limit) : value)
            .Select(value => value.Length > 0 ? $"{End}{value}{End}" : $"{Empty}")];
        string name = string.Format(CultureInfo.InvariantCulture, _format, marked);
        while (name.Contains(Empty, StringComparison.Ordinal))
        {
            name = EmptyField.Replace(name, SeparatorOf, 1);
        }

        return SafeFileName.Tidy(SafeFileName.Clean(name));
    }

    /// <summary>
    /// Returns the separator that an empty field leaves: the one after it, or before it at the end of a name; none at
    /// the beginning. A bracket that has more than the field in it stays.
    /// </summary>
    private static string SeparatorOf(Match field)
    {
        string left = field.Groups[1].Value;
        string right = field.Groups[2].Value;
        return left.Length > 0 && left[^1] is '(' or '[' or '{' ? left
            : field.Index == 0 ? ""
            : right.Length > 0 || field.Groups[3].Success ? right
            : left;
    }
}
