using System.Globalization;
using System.Net;
using System.Text;

namespace SunoPS;

/// <summary>
/// A text for searches: in one case, without invisible characters and escapes (of addresses, JSON and HTML, also within
/// each other), and the place of each character in the original. Takes time linear in the text.
/// </summary>
internal sealed class PlainText
{
    /// <summary>With many zeros before the digits.</summary>
    private const int LongestEntity = 100;

    /// <summary>Letters without a visible form.</summary>
    private const string Fillers = "\u115F\u1160\u3164\uFFA0";

    /// <summary>Takes the place of a <c>u</c> after a backslash, because four digits may follow.</summary>
    private const char UnicodeEscape = '\\';

    private readonly StringBuilder _plain;
    private readonly List<(int Start, int End)> _originals = [];

    /// <summary>The place of a backslash right before the next character.</summary>
    private int? _backslash;

    public PlainText(string text)
    {
        _plain = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            Add(text[i], i, i + 1);

            // A decoded character can end another escape.
            while (LastEscape() is (int first, char decoded))
            {
                int start = _originals[first].Start;
                _originals.RemoveRange(first, _plain.Length - first);
                _plain.Length = first;
                Add(decoded, start, i + 1);
            }
        }

        // A space is encoded as a plus in addresses.
        Text = _plain.Replace(UnicodeEscape, 'u').Replace(' ', '+').ToString().ToUpperInvariant().ToLowerInvariant();
    }

    public string Text { get; }

    public (int Start, int End) OriginalOf(int first, int length) =>
        (_originals[first].Start, _originals[first + length - 1].End);

    private void Add(char c, int start, int end)
    {
        if (c == '\\')
        {
            _backslash = start;
        }
        else if (char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Surrogate)
            && !Fillers.Contains(c, StringComparison.Ordinal))
        {
            bool isEscape = c == 'u' && _backslash is not null;
            _plain.Append(isEscape ? UnicodeEscape : c);
            _originals.Add((isEscape ? _backslash!.Value : start, end));
            _backslash = null;
        }
    }

    private (int First, char Decoded)? LastEscape()
    {
        (int length, string? entity) = _plain switch
        {
            [.., ';'] => LastEntity(),
            [.., '%', var a, var b] => (3, $"&#x{a}{b};"),
            [.., UnicodeEscape, var a, var b, var c, var d] => (5, $"&#x{a}{b}{c}{d};"),
            _ => default,
        };
        return entity is not null && WebUtility.HtmlDecode(entity) is [var decoded]
            ? (_plain.Length - length, decoded) : null;
    }

    private (int Length, string? Entity) LastEntity()
    {
        int longest = Math.Min(_plain.Length, LongestEntity);
        string end = _plain.ToString(_plain.Length - longest, longest);
        int start = end.LastIndexOf('&');
        return start < 0 ? default : (end.Length - start, end[start..]);
    }
}
