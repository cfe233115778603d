using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace SunoPS;

/// <summary>
/// Masks secrets in texts of a gateway or of a script, in upper or lower case, and escaped as in addresses, JSON or
/// HTML, also within each other. Takes time linear in the text.
/// </summary>
/// <remarks>
/// A weak secret, which could be part of words, ids or addresses, is masked only as a whole word outside them.
/// </remarks>
internal sealed class KeyMask
{
    /// <summary>A shorter secret is weak.</summary>
    private const int ShortestStrong = 8;

    private const string Mask = "***";
    private const string Bearer = "Bearer ";

    private readonly string[] _secrets;
    private readonly Pattern[] _patterns;

    /// <param name="apiKey">The key, with or without its scheme; null for none.</param>
    public KeyMask(string? apiKey)
        : this([.. SecretsOf(apiKey)])
    {
    }

    private KeyMask(string[] secrets)
    {
        _secrets = secrets;
        _patterns = [.. secrets.Select(static secret => new Pattern(secret)).Where(static one => one.Length > 0)];
    }

    /// <summary>Masks nothing.</summary>
    public static KeyMask None { get; } = new([]);

    /// <summary>
    /// True if a secret could be part of a word: it has fewer than eight characters, or only letters.
    /// </summary>
    public bool IsWeak => Array.Exists(_patterns, static pattern => pattern.IsWeak);

    /// <summary>Creates a mask for the secrets of several masks.</summary>
    public static KeyMask Of(IEnumerable<KeyMask> masks) =>
        new([.. masks.SelectMany(static mask => mask._secrets).Distinct(StringComparer.Ordinal)]);

    /// <summary>True if the mask is for this key.</summary>
    public bool Masks(string apiKey) => SecretsOf(apiKey).SequenceEqual(_secrets, StringComparer.Ordinal);

    /// <summary>Returns the text with <c>***</c> in place of secrets; null for null.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? Apply(string? text)
    {
        if (text is null || _patterns.Length == 0)
        {
            return text;
        }

        var plain = new PlainText(text);
        var found = new List<(int Start, int End)>();
        foreach (Pattern pattern in _patterns)
        {
            pattern.FindIn(plain, found);
        }

        if (found.Count == 0)
        {
            return text;
        }

        found.Sort();
        var masked = new StringBuilder(text.Length);
        int end = 0;
        foreach ((int start, int stop) in found)
        {
            if (start >= end)
            {
                masked.Append(text, end, start - end).Append(Mask);
            }

            end = Math.Max(end, stop);
        }

        return masked.Append(text, end, text.Length - end).ToString();
    }

    /// <summary>Returns the key, and the part after a scheme word.</summary>
    private static IEnumerable<string> SecretsOf(string? apiKey)
    {
        string key = apiKey?.Trim() ?? "";
        key = key.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? key[Bearer.Length..].TrimStart() : key;
        if (key.Length == 0)
        {
            yield break;
        }

        yield return key;
        int space = key.IndexOf(' ', StringComparison.Ordinal);
        if (space > 0 && key[..space].All(char.IsLetter))
        {
            yield return key[space..].TrimStart();
        }
    }

    /// <summary>A secret, prepared for a search by the algorithm of Knuth, Morris and Pratt.</summary>
    private sealed class Pattern
    {
        private readonly char[] _chars;

        /// <summary>For each number of equal characters: the length of the longest border.</summary>
        private readonly int[] _borders;

        public Pattern(string secret)
        {
            var plain = new PlainText(secret);
            _chars = [.. Enumerable.Range(0, plain.Length).Select(plain.CharAt)];
            _borders = new int[_chars.Length + 1];
            for (int i = 1, border = 0; i < _chars.Length; i++)
            {
                border = Next(border, _chars[i]);
                _borders[i + 1] = border;
            }

            IsWeak = secret.Length < ShortestStrong || secret.All(char.IsLetter);
        }

        public int Length => _chars.Length;

        public bool IsWeak { get; }

        public void FindIn(PlainText text, List<(int Start, int End)> found)
        {
            int equal = 0;
            for (int i = 0; i < text.Length; i++)
            {
                equal = Next(equal, text.CharAt(i));
                if (equal == _chars.Length)
                {
                    (int start, int end) = text.RangeOf(i - equal + 1, i);
                    if (!IsWeak || text.IsWord(start, end))
                    {
                        found.Add((start, end));
                    }

                    equal = _borders[equal];
                }
            }
        }

        private int Next(int equal, char c)
        {
            while (equal > 0 && _chars[equal] != c)
            {
                equal = _borders[equal];
            }

            return _chars[equal] == c ? equal + 1 : 0;
        }
    }
}
