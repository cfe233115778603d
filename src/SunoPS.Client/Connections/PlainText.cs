using System.Globalization;
using System.Net;

namespace SunoPS;

/// <summary>
/// A text without escapes of addresses, JSON and HTML, for searches. Knows the original of each part.
/// </summary>
internal sealed class PlainText
{
    /// <summary>Number of escapes within each other that are decoded.</summary>
    private const int MostLevels = 3;

    /// <summary>The longest HTML entity that is decoded.</summary>
    private const int LongestEntity = 10;

    /// <summary>The part of an address in which its scheme is found.</summary>
    private const int LongestAddress = 512;

    private const string SchemeEnd = "://";

    private readonly string _original;
    private string _text;

    /// <summary>The start of each character in the original, and its end; null if they are the same.</summary>
    private int[]? _starts;

    public PlainText(string text)
    {
        _original = _text = text;
        for (int level = 0; level < MostLevels && _text.Any(static c => c is '%' or '\\' or '&' || IsInvisible(c));
            level++)
        {
            Decode();
        }
    }

    public int Length => _text.Length;

    /// <summary>Returns a character without case; a space is encoded as a plus in addresses.</summary>
    public char CharAt(int index) =>
        _text[index] == ' ' ? '+' : char.ToLowerInvariant(char.ToUpperInvariant(_text[index]));

    /// <summary>Returns the part of the original for a range of characters.</summary>
    public (int Start, int End) RangeOf(int first, int last) =>
        _starts is null ? (first, last + 1) : (_starts[first], _starts[last + 1]);

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

        return !_original[first..start].Contains(SchemeEnd, StringComparison.Ordinal)
            && string.CompareOrdinal(_original, end, SchemeEnd, 0, SchemeEnd.Length) != 0;
    }

    /// <summary>True for a character that a gateway can hide in a key, because it is not displayed.</summary>
    private static bool IsInvisible(char c) =>
        char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format;

    private static bool IsOfId(char c) => char.IsLetterOrDigit(c) || c is '-' or '_';

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\'' or '"' or '<' or '>';

    /// <summary>Decodes one level of escapes.</summary>
    private void Decode()
    {
        char[] chars = new char[_text.Length];
        int[] starts = new int[_text.Length + 1];
        int count = 0;
        for (int i = 0; i < _text.Length;)
        {
            (char c, int length) = CharacterAt(i);
            if (!IsInvisible(c))
            {
                chars[count] = c;
                starts[count++] = StartOf(i);
            }

            i += length;
        }

        starts[count] = _original.Length;
        _text = new string(chars, 0, count);
        _starts = starts;

        int StartOf(int index) => _starts is null ? index : _starts[index];
    }

    /// <summary>Returns a character and the length of its escape.</summary>
    private (char Character, int Length) CharacterAt(int index)
    {
        char c = _text[index];
        return c switch
        {
            '%' when TryParse(index + 1, 2) is { } value => (value, 3),
            '\\' when index + 1 < _text.Length && _text[index + 1] == 'u' && TryParse(index + 2, 4) is { } value =>
                (value, 6),
            '\\' when index + 1 < _text.Length => (_text[index + 1], 2),
            '&' when _text.IndexOf(';', index, Math.Min(LongestEntity, _text.Length - index)) is > 0 and int end
                && WebUtility.HtmlDecode(_text[index..(end + 1)]) is [var only] => (only, end + 1 - index),
            _ => (c, 1),
        };
    }

    private char? TryParse(int start, int digits) =>
        start + digits <= _text.Length
        && ushort.TryParse(
            _text.AsSpan(start, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort value)
                ? (char)value
                : null;
}
