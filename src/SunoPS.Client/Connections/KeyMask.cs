using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace SunoPS;

/// <summary>
/// Masks secrets in texts of a gateway or of a script, in upper or lower case, with their characters escaped as in
/// addresses, JSON or HTML, and with invisible characters between them.
/// </summary>
/// <remarks>A weak secret, which could be part of words or ids, is masked as a word outside addresses.</remarks>
internal sealed class KeyMask
{
    private const int ShortestStrong = 8;
    private const string Bearer = "Bearer ";
    private const string Invisible = @"[\p{Cc}\p{Cf}]*";

    private readonly string[] _secrets;

    public KeyMask(string? apiKey)
        : this(SecretsOf(apiKey))
    {
    }

    private KeyMask(string[] secrets) => _secrets = secrets;

    public static KeyMask None { get; } = new([]);

    /// <summary>True if a secret could be part of a word: it is short, or has only letters.</summary>
    public bool IsWeak => Array.Exists(_secrets, IsWeakSecret);

    /// <summary>The longest first, so that no rest of it is left.</summary>
    private Regex Pattern => field ??= new Regex(
        string.Join("|", _secrets.OrderByDescending(static secret => secret.Length).Select(PatternOf)),
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Creates a mask for the secrets of several masks.</summary>
    public static KeyMask Of(IEnumerable<KeyMask> masks) =>
        new([.. masks.SelectMany(static mask => mask._secrets).Distinct(StringComparer.Ordinal)]);

    public bool Masks(string apiKey) => SecretsOf(apiKey).SequenceEqual(_secrets, StringComparer.Ordinal);

    /// <summary>Returns the text with <c>***</c> in place of secrets; null for null.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? Apply(string? text) =>
        text is null || _secrets.Length == 0 ? text : Pattern.Replace(text, "***");

    private static bool IsWeakSecret(string secret) => secret.Length < ShortestStrong || secret.All(char.IsLetter);

    private static string PatternOf(string secret)
    {
        string pattern = string.Join(Invisible, secret.Select(PatternOf));
        return IsWeakSecret(secret)
            ? $$"""(?<![\w-]){{pattern}}(?<!://[^\s'"<>]{0,512})(?![\w-]|://)"""
            : pattern;
    }

    /// <summary>Returns the pattern of a character and its escapes, also within each other.</summary>
    private static string PatternOf(char c)
    {
        string one = Regex.Escape(c.ToString());
        string number = ((int)c).ToString(CultureInfo.InvariantCulture);
        string hex = ((int)c).ToString("x2", CultureInfo.InvariantCulture);
        string name = WebUtility.HtmlEncode(c.ToString()).Trim('&', ';');
        return $@"(?:{(c == ' ' ? @"\+|" : "")}\\{{0,3}}{one}|%(?:25)*{hex}|\\{{1,3}}u00{hex}"
            + $"|&(?:amp;)*(?:#x0*{hex}|#0*{number}|{Regex.Escape(name)});)";
    }

    /// <summary>Returns the key, and the part after a scheme word.</summary>
    private static string[] SecretsOf(string? apiKey)
    {
        string key = apiKey?.Trim() ?? "";
        key = key.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? key[Bearer.Length..].TrimStart() : key;
        return key.Split(' ', 2) switch
        {
            [""] => [],
            [var scheme, var rest] when scheme.All(char.IsLetter) => [key, rest.TrimStart()],
            _ => [key],
        };
    }
}
