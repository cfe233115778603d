using System.Net;
using System.Text.RegularExpressions;

namespace SunoPS;

/// <summary>
/// A text in one case and without escapes of addresses, JSON and HTML, for searches. Knows the original of each part.
/// </summary>
internal sealed class PlainText
{
    /// <summary>Number of escapes within each other that are decoded.</summary>
    private const int MostLevels = 4;

    /// <summary>The part of an address in which its scheme is found.</summary>
    private const int LongestAddress = 512;

    private const string SchemeEnd = "://";

    /// <summary>
    /// The escapes, and characters that a gateway can hide in a key, because they are not displayed.
    /// </summary>
    private static readonly Regex Escapes = new(
        @"%(?<hex>[0-9a-fA-F]{2})|\\u(?<hex>[0-9a-fA-F]{4})|\\(?<char>.)|(?<html>&[#\w]{1,8};)|[\p{Cc}\p{Cf}]",
        RegexOptions.Singleline | RegexOptions.CultureInvariant);

    private readonly string _original;

    /// <summary>The start of each character in the original, and its end; null if they are the same.</summary>
    private List<int>? _starts;

    public PlainText(string text)
    {
        _original = text;
        for (int level = 0; level < MostLevels && Escapes.IsMatch(text); level++)
        {
            text = Decode(text);
        }

        // A space is encoded as a plus in addresses.
        Text = text.ToUpperInvariant().ToLowerInvariant().Replace(' ', '+');
    }

    public string Text { get; }

    /// <summary>Returns the part of the original for a range of characters.</summary>
    public (int Start, int End) RangeOf(int first, int end) =>
        _starts is null ? (first, end) : (_starts[first], _starts[end]);

    /// <summary>True if a part of the original is a whole word, and not part of an id or an address.</summary>
    public bool IsWord(int start, int end)
    {
        if ((start > 0 && IsOfId(_original[start - 1])) || (end < _original.Length && IsOfId(_original[end])))
        {
            return false;
        }

        int first = start;
        while (first > 0 && start - first < LongestAddress && !IsBlank(_original[first - 1]))
        {
            first--;
        }

        return _original.AsSpan(first, start - first).IndexOf(SchemeEnd.AsSpan()) < 0
            && string.CompareOrdinal(_original, end, SchemeEnd, 0, SchemeEnd.Length) != 0;
    }

    private static bool IsOfId(char c) => char.IsLetterOrDigit(c) || c is '-' or '_';

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\'' or '"' or '<' or '>';

    /// <summary>Decodes one level of escapes.</summary>
    private string Decode(string text)
    {
        var starts = new List<int>(text.Length + 1);
        int end = 0;
        string decoded = Escapes.Replace(text, escape =>
        {
            string value = escape.Groups["hex"] is { Success: true } hex
                ? $"{(char)Convert.ToUInt16(hex.Value, 16)}"
                : escape.Groups["html"].Success ? WebUtility.HtmlDecode(escape.Value)
                : escape.Groups["char"].Value;
            AddStarts(escape.Index + value.Length);
            end = escape.Index + escape.Length;
            return value;
        });
        AddStarts(text.Length + 1);
        _starts = starts;
        return decoded;

        void AddStarts(int until) =>
            starts.AddRange(Enumerable.Range(end, until - end).Select(index => _starts?[index] ?? index));
    }
}
