using System.Text;

namespace SunoPS;

/// <summary>The name of one folder or file in a template: fields with text between them.</summary>
internal sealed class NamePart
{
    private readonly List<NameField> _fields = [];

    /// <summary>The text before each field, and after the last one.</summary>
    private readonly List<string> _texts = [];

    private readonly StringBuilder _text = new();

    /// <summary>The fields, in their order.</summary>
    public IReadOnlyList<NameField> Fields => _fields;

    /// <summary>True if the part has no field, and its text gives an empty name.</summary>
    public bool IsBlank => _fields.Count == 0 && SafeFileName.Tidy(_text.ToString()).Length == 0;

    /// <summary>Appends text.</summary>
    public void Append(char c) => _text.Append(c);

    /// <summary>Appends a field.</summary>
    public void Append(NameField field)
    {
        _texts.Add(_text.ToString());
        _text.Clear();
        _fields.Add(field);
    }

    /// <summary>Creates a name of at most so many UTF-8 bytes; empty if all fields are.</summary>
    /// <exception cref="SunoApiException">The format of a field does not fit its value.</exception>
    public string NameOf(NamedClip named, int maximumBytes)
    {
        string[] values = [.. _fields.Select(field => SafeFileName.Cut(field.ValueOf(named), maximumBytes))];
        string name = Join(values);
        while (Encoding.UTF8.GetByteCount(name) - maximumBytes is > 0 and int excess)
        {
            // Shorten free text first, beginning with the longest: ids keep file names distinct.
            int longest = -1;
            for (int i = 0; i < values.Length; i++)
            {
                if (_fields[i].IsText && values[i].Length > 0
                    && (longest < 0 || values[i].Length > values[longest].Length))
                {
                    longest = i;
                }
            }

            if (longest < 0)
            {
                return SafeFileName.Tidy(SafeFileName.Cut(name, maximumBytes));
            }

            int room = Math.Max(0, Encoding.UTF8.GetByteCount(values[longest]) - excess);
            values[longest] = SafeFileName.Cut(values[longest], room).TrimEnd(' ', '.');
            name = Join(values);
        }

        return name;
    }

    private string Join(string[] values)
    {
        var name = new StringBuilder();
        string gap = values.Length > 0 ? _texts[0] : "";
        for (int i = 0; i < values.Length; i++)
        {
            bool isLast = i == values.Length - 1;
            string after = isLast ? _text.ToString() : _texts[i + 1];
            if (values[i].Length > 0)
            {
                name.Append(gap).Append(values[i]);
                gap = after;
            }
            else
            {
                gap = WithoutField(gap, after, isFirst: name.Length == 0, isLast);
            }
        }

        name.Append(values.Length > 0 ? gap : _text.ToString());
        return SafeFileName.Tidy(SafeFileName.Clean(name.ToString()));
    }

    /// <summary>
    /// Joins the texts around an empty field. It takes its separator along, which is the one before it, or after it at
    /// the beginning of a name, and brackets around it. Words stay.
    /// </summary>
    private static string WithoutField(string before, string after, bool isFirst, bool isLast)
    {
        int wordEnd = before.Length;
        while (wordEnd > 0 && !char.IsLetterOrDigit(before[wordEnd - 1]))
        {
            wordEnd--;
        }

        int wordStart = 0;
        while (wordStart < after.Length && !char.IsLetterOrDigit(after[wordStart]))
        {
            wordStart++;
        }

        string words = before[..wordEnd];
        string left = before[wordEnd..];
        string right = after[..wordStart];
        string rest = after[wordStart..];
        bool isOpen = left.Length > 0 && left[^1] is '(' or '[' or '{';
        if (isOpen && right.Length > 0 && right[0] is ')' or ']' or '}')
        {
            left = left[..^1];
            right = right[1..];
            isOpen = false;
        }

        bool endsHere = isLast && rest.Length == 0;
        string separator = isOpen ? left
            : isFirst && words.Length == 0 ? ""
            : right.Length > 0 || endsHere ? right
            : left;
        return words + separator + rest;
    }
}
