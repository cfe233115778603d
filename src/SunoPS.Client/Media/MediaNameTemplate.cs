using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SunoPS;

/// <summary>A template for file names.</summary>
internal sealed class MediaNameTemplate
{
    /// <summary>The title used for a clip without a title.</summary>
    private const string Untitled = "Untitled";

    /// <summary>Bytes reserved for the longest extension, and for the suffix that avoids device names.</summary>
    private const int Reserved = 6;

    private static readonly Dictionary<string, Field> Fields = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Title"] = new(
            clip => SafeFileName.Clean(clip.Title).Trim(' ', '.') is { Length: > 0 } title ? title : Untitled,
            IsText: true),
        ["ClipId"] = new(clip => clip.ClipId.Length > 0 ? clip.ClipId : OwnId(clip)),
        ["TaskId"] = new(clip => clip.TaskId),
        ["Index"] = new(clip => clip.Index > 0 ? clip.Index.ToString(CultureInfo.InvariantCulture) : ""),
        ["Model"] = new(clip => clip.ModelName ?? ""),
        ["Tags"] = new(clip => clip.Tags ?? "", IsText: true),
        ["Date"] = new(clip => clip.CreateTime?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? ""),
    };

    private readonly List<Part> _parts = [];

    private MediaNameTemplate()
    {
    }

    /// <summary>Parses a template.</summary>
    /// <exception cref="SunoApiException">
    /// It contains an unknown field or an invalid character (<see cref="SunoErrorKind.InvalidArgument"/>).
    /// </exception>
    public static MediaNameTemplate Parse(string text)
    {
        var template = new MediaNameTemplate();
        var literal = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '{' or '}' && i + 1 < text.Length && text[i + 1] == c)
            {
                literal.Append(c);
                i++;
            }
            else if (c == '{' && text.IndexOf('}', i) is > 0 and int end)
            {
                string name = text[(i + 1)..end].Trim();
                Field field = Fields.GetValueOrDefault(name) ?? throw Unknown(name);
                template._parts.Add(new Part(literal.ToString(), field));
                literal.Clear();
                i = end;
            }
            else if (c is '{' or '}')
            {
                throw Invalid(
                    $"The name template '{text}' has an unpaired brace. "
                    + "Write {{ or }} for a brace in the name.");
            }
            else
            {
                literal.Append(SafeFileName.IsForbidden(c) ? throw Forbidden(text, c) : c);
            }
        }

        template._parts.Add(new Part(literal.ToString(), null));
        return template._parts.Exists(part => part.Field is not null) || !string.IsNullOrWhiteSpace(text)
            ? template
            : throw Invalid($"The name template is empty. Give one, such as '{SunoMediaOptions.DefaultNameTemplate}'.");
    }

    /// <summary>Creates the name of a clip's files, without extension.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="suffix">The end of the name, which is never shortened; can be empty.</param>
    public string StemOf(SunoClip clip, string suffix)
    {
        int most = SafeFileName.MaximumBytes - Reserved - Encoding.UTF8.GetByteCount(suffix);
        string[] values = _parts.ConvertAll(part => SafeFileName.Clean(part.Field?.ValueOf(clip))).ToArray();
        string stem = Join(values);
        while (Encoding.UTF8.GetByteCount(stem) - most is > 0 and int excess)
        {
            // Shorten free text first, beginning with the longest: ids keep file names distinct.
            int longest = -1;
            for (int i = 0; i < values.Length; i++)
            {
                if (_parts[i].Field is { IsText: true } && values[i].Length > 0
                    && (longest < 0 || values[i].Length > values[longest].Length))
                {
                    longest = i;
                }
            }

            if (longest < 0)
            {
                stem = SafeFileName.Tidy(SafeFileName.Cut(stem, most));
                break;
            }

            int room = Math.Max(0, Encoding.UTF8.GetByteCount(values[longest]) - excess);
            values[longest] = SafeFileName.Cut(values[longest], room).TrimEnd(' ', '.');
            stem = Join(values);
        }

        return (stem.Length > 0 ? stem : Untitled) + suffix;
    }

    /// <summary>True if the name contains the clip's whole id unchanged, so that no other clip has the name.</summary>
    public bool Identifies(SunoClip clip, string stem) =>
        _parts.Exists(part => part.Field == Fields["ClipId"]) && stem.Contains(OwnId(clip), StringComparison.Ordinal);

    /// <summary>
    /// The clip's id if every system allows it unchanged in a file name; otherwise a digest of the clip's identity.
    /// </summary>
    public static string OwnId(SunoClip clip) =>
        clip.ClipId.Length is > 0 and <= 64
        && clip.ClipId.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_')
            ? clip.ClipId
            : Digest(clip.Key);

    /// <summary>A short digest of a text.</summary>
    public static string Digest(string text) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 10)).ToLowerInvariant();

    private string Join(string[] values)
    {
        var stem = new StringBuilder();
        for (int i = 0; i < values.Length; i++)
        {
            stem.Append(_parts[i].Literal).Append(values[i]);
        }

        return SafeFileName.Tidy(SafeFileName.Clean(stem.ToString()));
    }

    private static SunoApiException Unknown(string name) =>
        Invalid(
            $"The name template has an unknown field '{{{name}}}'. "
            + $"Use {string.Join(", ", Fields.Keys.Select(field => $"{{{field}}}"))}; "
            + "write {{ or }} for a brace in the name.");

    private static SunoApiException Forbidden(string text, char c) => c switch
    {
        '/' or '\\' => Invalid($"The name template '{text}' has a '{c}', but names a file, not a path.")
            .With(Remedy.GiveFolder),
        _ when char.IsControl(c) =>
            Invalid("The name template has a control character. Remove it: file names cannot have any."),
        _ => Invalid($"The name template '{text}' has a '{c}'. Remove it: not every system allows it in a file name."),
    };

    private static SunoApiException Invalid(string message) => new(SunoErrorKind.InvalidArgument, message);

    /// <summary>Literal text and the field after it; null after the last text.</summary>
    private readonly record struct Part(string Literal, Field? Field);

    /// <summary>A field of a clip that a template can contain.</summary>
    /// <param name="ValueOf">Returns the value; empty if the clip has none.</param>
    /// <param name="IsText">True for free text, which can be shortened.</param>
    private sealed record Field(Func<SunoClip, string> ValueOf, bool IsText = false);
}
