using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;

namespace SunoPS;

/// <summary>
/// Masks secrets in texts of a gateway or of a script, in upper or lower case, with their characters escaped as in
/// addresses, JSON or HTML, also within each other, and with invisible characters between them.
/// </summary>
/// <remarks>A weak secret, which could be part of words or ids, is masked as a word outside addresses.</remarks>
internal sealed class KeyMask
{
    private const int ShortestStrong = 8;

    private static readonly Regex WordStart = new(@"\G(?<![\w-])(?<!://[^\s'""<>]{0,512})");
    private static readonly Regex WordEnd = new(@"\G(?![\w-]|://)");

    private readonly Secret[] _secrets;

    public KeyMask(string? apiKey)
        : this(SecretsOf(apiKey).Select(static secret => new Secret(secret))) { }

    private KeyMask(IEnumerable<Secret> secrets) =>
        _secrets = [.. secrets.Where(static secret => secret.Plain.Length > 0).Distinct()];

    public static KeyMask None { get; } = new([]);

    /// <summary>True if a secret could be part of a word: it is short, or has only letters.</summary>
    public bool IsWeak => Array.Exists(_secrets, static secret => secret.IsWeak);

    /// <summary>The mask of the secrets that no text has by accident.</summary>
    public KeyMask Strong => new(_secrets.Where(static secret => !secret.IsWeak));

    public static KeyMask Of(IEnumerable<KeyMask> masks) => new(masks.SelectMany(static mask => mask._secrets));

    public bool Masks(string apiKey) => new KeyMask(apiKey)._secrets.SequenceEqual(_secrets);

    /// <summary>Returns the text with <c>***</c> in place of secrets; null for null.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? Apply(string? text)
    {
        if (text is null || _secrets.Length == 0)
        {
            return text;
        }

        var plain = new PlainText(text);
        var found = new List<(int Start, int End)>();
        foreach (Secret secret in _secrets)
        {
            int i = -secret.Step;
            while ((i = plain.Text.IndexOf(secret.Plain, i + secret.Step, StringComparison.Ordinal)) >= 0)
            {
                (int start, int end) = plain.OriginalOf(i, secret.Plain.Length);
                if (!secret.IsWeak || (WordStart.IsMatch(text, start) && WordEnd.IsMatch(text, end)))
                {
                    found.Add((start, end));
                }
            }
        }

        found.Sort();
        var masked = new StringBuilder();
        int done = 0;
        foreach ((int start, int end) in found)
        {
            if (start >= done)
            {
                masked.Append(text, done, start - done).Append("***");
            }

            done = Math.Max(done, end);
        }

        return masked.Append(text, done, text.Length - done).ToString();
    }

    /// <summary>Returns the key, and the part after a scheme word.</summary>
    private static string[] SecretsOf(string? apiKey)
    {
        string key = ConnectionRules.WithoutBearer(apiKey?.Trim() ?? "");
        return key.Split(' ', 2) is [var scheme, var rest] && scheme.All(char.IsLetter)
            ? [key, rest.TrimStart()] : [key];
    }

    private sealed record Secret(string Plain, bool IsWeak)
    {
        public Secret(string secret)
            : this(new PlainText(secret).Text, secret.Length < ShortestStrong || secret.All(char.IsLetter)) { }

        /// <summary>The least distance between two places of it: within letters, no word begins.</summary>
        public int Step { get; } = IsWeak && Plain.All(char.IsLetter) ? Plain.Length : 1;
    }
}
