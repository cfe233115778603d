using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SunoPS;

/// <summary>
/// Masks a key in texts of a gateway or of a script: in upper or lower case, and with any of its characters escaped as
/// in an address (<c>%2D</c>) or in JSON (<c>\u002d</c>).
/// </summary>
internal sealed class KeyMask
{
    /// <summary>Masking a shorter key would only break words.</summary>
    private const int ShortestMasked = 4;

    private const string Bearer = "Bearer ";

    private readonly string[] _keys;
    private readonly Lazy<Regex> _forms;

    /// <param name="apiKey">The key, with or without its scheme; null for none.</param>
    public KeyMask(string? apiKey)
        : this(KeyOf(apiKey) is { } key ? [key] : [])
    {
    }

    private KeyMask(string[] keys)
    {
        _keys = keys;
        _forms = new Lazy<Regex>(() => new Regex(
            string.Join("|", keys.Select(static key => string.Concat(key.Select(FormsOf)))),
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant));
    }

    /// <summary>Masks nothing.</summary>
    public static KeyMask None { get; } = new([]);

    /// <summary>Creates a mask for the keys of several masks.</summary>
    public static KeyMask Of(IEnumerable<KeyMask> masks) => new([.. masks.SelectMany(static mask => mask._keys)]);

    /// <summary>True if the mask is for this key.</summary>
    public bool Masks(string apiKey) => new KeyMask(apiKey)._keys.SequenceEqual(_keys);

    /// <summary>Returns the text with <c>***</c> in place of the key; null for null.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? Apply(string? text) =>
        text is null || !MayContainKey(text) ? text : _forms.Value.Replace(text, "***");

    /// <summary>
    /// False if a text cannot contain a key in any form: it is ASCII without escapes, and none of the keys is in it.
    /// Most texts pass without the regular expression, which is expensive to create.
    /// </summary>
    private bool MayContainKey(string text)
    {
        if (_keys.Length == 0)
        {
            return false;
        }

        foreach (char c in text)
        {
            if (c is '%' or '\\' or > '\u007F')
            {
                return true;
            }
        }

        return Array.Exists(_keys, key => text.Contains(key, StringComparison.OrdinalIgnoreCase));
    }

    private static string? KeyOf(string? apiKey)
    {
        string? key = apiKey?.Trim();
        if (key is not null && key.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            key = key[Bearer.Length..].TrimStart();
        }

        return key is null || key.Length < ShortestMasked ? null : key;
    }

    private static string FormsOf(char c) => string.Create(
        CultureInfo.InvariantCulture, $@"(?:{Regex.Escape(c.ToString())}|%{(int)c:x2}|\\u{(int)c:x4})");
}
