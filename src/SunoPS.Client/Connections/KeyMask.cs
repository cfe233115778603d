namespace SunoPS;

/// <summary>Takes a key out of texts that a gateway, or a script line, may have put it in.</summary>
internal sealed class KeyMask
{
    /// <summary>A key shorter than this would only tear words apart.</summary>
    private const int ShortestMasked = 4;

    private const string Bearer = "Bearer ";

    private readonly string? _key;

    /// <param name="apiKey">The key, also with its scheme before it; null for none.</param>
    public KeyMask(string? apiKey)
    {
        string? key = apiKey?.Trim();
        if (key is not null && key.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            key = key[Bearer.Length..].TrimStart();
        }

        _key = key is null || key.Length < ShortestMasked ? null : key;
    }

    /// <summary>True where the mask is for that key.</summary>
    public bool Masks(string apiKey) => new KeyMask(apiKey)._key == _key;

    /// <summary>The text with <c>***</c> in place of the key; null is given back.</summary>
    public string? Apply(string? text) => _key is null ? text : text?.Replace(_key, "***", StringComparison.Ordinal);
}
