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
    private const int ShortestStrong = 8;

    private const string Mask = "***";
    private const string Bearer = "Bearer ";

    private readonly string[] _secrets;
    private readonly (string Text, bool IsWeak)[] _patterns;

    public KeyMask(string? apiKey)
        : this([.. SecretsOf(apiKey)])
    {
    }

    private KeyMask(string[] secrets)
    {
        _secrets = secrets;
        _patterns = [.. secrets
            .Select(static secret => (
                new PlainText(secret).Text, secret.Length < ShortestStrong || secret.All(char.IsLetter)))
            .Where(static pattern => pattern.Text.Length > 0)];
    }

    public static KeyMask None { get; } = new([]);

    /// <summary>
    /// True if a secret could be part of a word: it has fewer than eight characters, or only letters.
    /// </summary>
    public bool IsWeak => Array.Exists(_patterns, static pattern => pattern.IsWeak);

    /// <summary>Creates a mask for the secrets of several masks.</summary>
    public static KeyMask Of(IEnumerable<KeyMask> masks) =>
        new([.. masks.SelectMany(static mask => mask._secrets).Distinct(StringComparer.Ordinal)]);

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
        foreach ((string secret, bool isWeak) in _patterns)
        {
            int i = plain.Text.IndexOf(secret, StringComparison.Ordinal);
            for (; i >= 0; i = NextMatch(plain.Text, secret, i))
            {
                (int start, int end) range = plain.RangeOf(i, i + secret.Length);
                if (!isWeak || plain.IsWord(range.start, range.end))
                {
                    found.Add(range);
                }
            }
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

    /// <summary>
    /// Returns the last match that overlaps a match, or else the next one. Those in between add nothing, but time.
    /// </summary>
    private static int NextMatch(string text, string secret, int match)
    {
        int reach = Math.Min((2 * secret.Length) - 2, text.Length - match - 1);
        int overlapping = text.AsSpan(match + 1, reach).LastIndexOf(secret.AsSpan());
        return overlapping >= 0
            ? match + 1 + overlapping
            : text.IndexOf(secret, match + secret.Length, StringComparison.Ordinal);
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
}
