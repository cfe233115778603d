using System.Text;

namespace SunoPS;

/// <summary>The name of one folder or file in a template: text with fields.</summary>
internal sealed class NamePart
{
    /// <summary>Marks a field in the text, and an empty one in a name: neither has control characters.</summary>
    private const char Field = '\0';

    /// <summary>The end of a value, so that its own punctuation is not a separator.</summary>
    private const char End = '\u0001';

    private readonly List<NameField> _fields = [];
    private readonly StringBuilder _text = new();

    public IReadOnlyList<NameField> Fields => _fields;

    /// <summary>True if the part has no field, and its text gives an empty name.</summary>
    public bool IsBlank => _fields.Count == 0 && SafeFileName.Tidy(_text.ToString()).Length == 0;

    public void Append(char c) => _text.Append(c);

    public void Append(NameField field)
    {
        _fields.Add(field);
        _text.Append(Field);
    }

    /// <summary>Creates a name of at most so many UTF-8 bytes; empty if all fields are.</summary>
    /// <exception cref="SunoApiException">The format of a field does not fit its value.</exception>
    public string NameOf(MediaSource source, int maxBytes)
    {
        string[] values = [.. _fields.Select(field => SafeFileName.Cut(field.ValueOf(source), maxBytes))];
        string name = Join(values);
        while (Encoding.UTF8.GetByteCount(name) - maxBytes is > 0 and int excess)
        {
            // Shorten free text first, beginning with the longest: ids keep file names distinct.
            int longest = Enumerable.Range(0, values.Length)
                .Where(i => _fields[i].IsText && values[i].Length > 0)
                .OrderByDescending(i => values[i].Length).DefaultIfEmpty(-1).First();
            if (longest < 0)
            {
                return SafeFileName.Tidy(SafeFileName.Cut(name, maxBytes));
            }

            int room = Math.Max(0, Encoding.UTF8.GetByteCount(values[longest]) - excess);
            values[longest] = SafeFileName.Cut(values[longest], room).TrimEnd(' ', '.');
            name = Join(values);
        }

        return name;
    }

    private string Join(string[] values)
    {
        string[] texts = _text.ToString().Split(Field);
        string name = texts[0] + string.Concat(values.Select((value, i) =>
            (value.Length > 0 ? $"{End}{value}{End}" : $"{Field}") + texts[i + 1]));
        while (name.IndexOf(Field, StringComparison.Ordinal) is >= 0 and int empty)
        {
            name = WithoutField(name, empty);
        }

        return SafeFileName.Tidy(SafeFileName.Clean(name));
    }

    /// <summary>
    /// Removes an empty field from a name. It takes its separator along, which is the one before it, or after it at
    /// the beginning of a name, and brackets around it. Words stay.
    /// </summary>
    private static string WithoutField(string name, int field)
    {
        int start = field;
        while (start > 0 && IsSeparator(name[start - 1]))
        {
            start--;
        }

        int end = field + 1;
        while (end < name.Length && IsSeparator(name[end]))
        {
            end++;
        }

        string left = name[start..field];
        string right = name[(field + 1)..end];
        bool isOpen = left.Length > 0 && left[^1] is '(' or '[' or '{';
        if (isOpen && right.Length > 0 && right[0] is ')' or ']' or '}')
        {
            left = left[..^1];
            right = right[1..];
            isOpen = false;
        }

        string separator = isOpen ? left
            : start == 0 ? ""
            : right.Length > 0 || end == name.Length ? right
            : left;
        return name[..start] + separator + name[end..];
    }

    private static bool IsSeparator(char c) => c > End && !char.IsLetterOrDigit(c);
}
