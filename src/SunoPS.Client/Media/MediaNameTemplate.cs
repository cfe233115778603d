using System.Text;
using System.Text.RegularExpressions;

namespace SunoPS;

/// <summary>A template for the paths of files, relative to their folder and without extension.</summary>
internal sealed class MediaNameTemplate
{
    /// <summary>Maximum number of characters of a template: more fields than fit into a name cost only time.</summary>
    private const int MaxLength = 1000;

    /// <summary>Bytes reserved for the longest extension, and for the prefix that avoids device names.</summary>
    private const int Reserved = 6;

    /// <summary>A brace, a field, or any other character.</summary>
    private static readonly Regex Token = new(@"\{\{|\}\}|\{[^{}]*\}|.", RegexOptions.Singleline);

    private readonly List<NamePart> _parts = [new()];

    private MediaNameTemplate()
    {
    }

    /// <summary>True if the template has the field with the id of the clip.</summary>
    public bool HasClipId => Fields.Any(part => part.IsClipId);

    private IEnumerable<NameField> Fields => _parts.SelectMany(part => part.Fields);

    /// <summary>Parses a template. Which columns the user has, only the clips tell.</summary>
    /// <exception cref="SunoApiException">It is invalid (<see cref="SunoErrorKind.InvalidArgument"/>).</exception>
    public static MediaNameTemplate Parse(string text)
    {
        if (text.Length > MaxLength || string.IsNullOrWhiteSpace(text))
        {
            throw Invalid(text.Length > MaxLength
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
                    throw Invalid(
                        $"The name template '{text}' has an unpaired brace. "
                        + "Write {{ or }} for a brace in the name.");
                case { Length: > 1 } and not ("{{" or "}}"):
                    template._parts[^1].Append(FieldOf(token[1..^1]));
                    break;
                default:
                    template._parts[^1].Append(SafeFileName.IsForbidden(token[0])
                        ? throw Forbidden(text, token[0])
                        : token[0]);
                    break;
            }
        }

        return template._parts.Exists(part => part.IsBlank)
            ? throw Invalid(
                $"The name template '{text}' has a folder or file without a name. Use names with a '/' between them, "
                + "and no '..'.")
            : template;
    }

    /// <summary>Checks that the template has only fields of clips and these columns.</summary>
    /// <exception cref="SunoApiException">
    /// It has an unknown field (<see cref="SunoErrorKind.InvalidArgument"/>).
    /// </exception>
    public void CheckFields(IReadOnlyCollection<string> columns)
    {
        if (Fields.FirstOrDefault(field =>
            !field.IsKnown && !columns.Contains(field.Name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            string known = string.Join(", ", NameField.Names.Select(name => $"{{{name}}}"));
            string own = columns.Count == 0
                ? "; the input has no columns of its own"
                : ", or a column of the input: " + string.Join(", ", columns.Select(name => $"{{{name}}}"));
            throw Invalid(
                $"The name template has an unknown field '{{{unknown.Name}}}'. Use {known}{own}. "
                + "Write {{ or }} for a brace in the name.");
        }
    }

    /// <summary>
    /// Creates the path of a clip's files, without extension, with <c>/</c> after each folder.
    /// </summary>
    /// <param name="source">The clip.</param>
    /// <param name="suffix">The end of the name, which is never shortened; can be empty.</param>
    /// <exception cref="SunoApiException">The format of a field does not fit its value.</exception>
    public string NameOf(MediaSource source, string suffix)
    {
        IEnumerable<string> folders = _parts.Take(_parts.Count - 1)
            .Select(part => part.NameOf(source, SafeFileName.MaxBytes - 1)).Where(folder => folder.Length > 0);
        string file = _parts[^1].NameOf(
            source, SafeFileName.MaxBytes - Reserved - Encoding.UTF8.GetByteCount(suffix));
        return string.Join("/", folders.Append((file.Length > 0 ? file : NameField.Untitled) + suffix));
    }

    private static NameField FieldOf(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        var field = new NameField(
            (colon < 0 ? text : text[..colon]).Trim(), colon < 0 ? "" : text[(colon + 1)..].Trim());
        return field.HasShortFormat
            ? field
            : throw Invalid($"The format of the field '{{{text}}}' has too many digits. Use at most 99.");
    }

    private static SunoApiException Forbidden(string text, char c) => Invalid(
        c == '\\' ? $"The name template '{text}' has a '\\'. Write '/' between a folder and a file."
        : char.IsControl(c) ? "The name template has a control character. Remove it: file names cannot have any."
        : $"The name template '{text}' has a '{c}'. Remove it: not every system allows it in a file name.");

    private static SunoApiException Invalid(string message) => new(SunoErrorKind.InvalidArgument, message);
}
