using System.Text;
using System.Text.RegularExpressions;

namespace SunoPS;

/// <summary>A template for the paths of files, relative to their folder and without extension.</summary>
internal sealed class MediaNameTemplate
{
    /// <summary>Maximum number of characters: more fields than fit into a name cost only time.</summary>
    private const int MaxLength = 1000;

    /// <summary>Bytes reserved for the longest extension, and for the prefix that avoids device names.</summary>
    private const int Reserved = 6;

    /// <summary>A brace, a field, or any other character.</summary>
    private static readonly Regex Token = new(@"\{\{|\}\}|\{[^{}]*\}|.", RegexOptions.Singleline);

    /// <summary>A standard format of numbers with so many digits that it would take much memory.</summary>
    private static readonly Regex LongFormat = new(@"^\p{L}\d{3,}$");

    private readonly List<NamePart> _parts = [new()];

    public bool HasClipId => Fields.Any(part => part.IsClipId);

    private IEnumerable<NameField> Fields => _parts.SelectMany(part => part.Fields);

    /// <summary>Parses a template. Which columns the user has, only the clips tell.</summary>
    public static MediaNameTemplate Parse(string text)
    {
        if (text.Length > MaxLength || string.IsNullOrWhiteSpace(text))
        {
            throw SunoApiException.Invalid(text.Length > MaxLength
                ? $"The name template has {text.Length} characters. Use at most {MaxLength}."
                : $"The name template is empty. Give one, such as '{SunoMediaOptions.DefaultNameTemplate}'.");
        }

        var template = new MediaNameTemplate();
        foreach (string token in Token.Matches(text).Cast<Match>().Select(match => match.Value))
        {
            switch (token)
            {
                case "/":
                    template._parts.Add(new NamePart());
                    break;
                case "{" or "}":
                    throw SunoApiException.Invalid(
                        $"The name template '{text}' has an unpaired brace. "
                        + "Write {{ or }} for a brace in the name.");
                case { Length: > 1 } and not ("{{" or "}}"):
                    string[] field = [.. token[1..^1].Split([':'], 2).Select(part => part.Trim()), ""];
                    template._parts[^1].Append(!LongFormat.IsMatch(field[1])
                        ? new NameField(field[0], field[1])
                        : throw SunoApiException.Invalid(
                            $"The format of the field '{token}' has too many digits. Use at most 99."));
                    break;
                case var _ when SafeFileName.IsForbidden(token[0]):
                    string shown = char.IsControl(token[0]) ? "a control character" : $"'{token}'";
                    throw SunoApiException.Invalid(
                        $"The name template has {shown}, which not every system allows in a file name. "
                        + "Write '/' between a folder and a file.");
                default:
                    template._parts[^1].Append(token);
                    break;
            }
        }

        return template._parts.TrueForAll(part => !part.IsBlank) ? template : throw SunoApiException.Invalid(
            $"The name template '{text}' has a folder or file without a name. Use names with a '/' between them, "
            + "and no '..'.");
    }

    /// <summary>Checks that the template has only fields of clips and these columns.</summary>
    public void CheckFields(IReadOnlyCollection<string> columns)
    {
        if (Fields.FirstOrDefault(field =>
            !field.IsKnown && !columns.Contains(field.Name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            string known = string.Join(", ", NameField.Names.Select(name => $"{{{name}}}"));
            string own = columns.Count == 0
                ? "; the input has no columns of its own"
                : ", or a column of the input: " + string.Join(", ", columns.Select(name => $"{{{name}}}"));
            throw SunoApiException.Invalid(
                $"The name template has an unknown field '{{{unknown.Name}}}'. Use {known}{own}. "
                + "Write {{ or }} for a brace in the name.");
        }
    }

    /// <summary>Creates a path without extension, with <c>/</c> after folders. Never shortens the suffix.</summary>
    public string NameOf(MediaSource source, string suffix)
    {
        IEnumerable<string> folders = _parts.Take(_parts.Count - 1)
            .Select(part => part.NameOf(source, SafeFileName.MaxBytes - 1)).Where(folder => folder.Length > 0);
        string file = _parts[^1].NameOf(
            source, SafeFileName.MaxBytes - Reserved - Encoding.UTF8.GetByteCount(suffix));
        return string.Join("/", folders.Append((file.Length > 0 ? file : NameField.Untitled) + suffix));
    }
}
