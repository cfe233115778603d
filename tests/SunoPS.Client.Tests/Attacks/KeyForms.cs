namespace SunoPS.Client.Tests.Attacks;

/// <summary>The recognizable forms of a key, and other text that must not be shown.</summary>
internal static class KeyForms
{
    public const string Key = LocalGatewayOptions.DefaultApiKey;

    /// <summary>The key with each of its characters percent-encoded.</summary>
    public static string Encoded { get; } = string.Concat(Key.Select(c => $"%{(int)c:x2}"));

    private static string Hex { get; } = string.Join('-', Key.Select(c => $"{(int)c:X2}"));

    /// <summary>Returns the fault of a displayed text; null for none.</summary>
    public static string? FindFault(string? text) =>
        text is null ? null
        : FindKey(text) ?? (text.Any(c => char.IsControl(c) || UnsafeCharacters.All.Contains(c)) ? "unsafe" : null);

    /// <summary>Returns "key" if a text contains the key in any form; null otherwise.</summary>
    public static string? FindKey(string text) =>
        ((string[])[Key, Encoded, Hex]).Any(form => text.Contains(form, StringComparison.OrdinalIgnoreCase))
            ? "key"
            : null;

    /// <summary>Returns the fault of the texts of an error; null for none.</summary>
    public static string? FindFault(SunoApiException error)
    {
        string?[] texts = [error.Message, error.Code, error.GatewayMessage, error.RequestId];
        // The rest of the printed exception is its stack.
        string? fault = texts.Select(FindFault).FirstOrDefault(found => found is not null);
        for (Exception? inner = error.InnerException; inner is not null && fault is null; inner = inner.InnerException)
        {
            fault = FindFault(inner.Message);
        }

        return fault is null ? FormOf(error) : $"{fault} in {error}";
    }

    /// <summary>Returns the fault of the form of a message; null for none.</summary>
    private static string? FormOf(SunoApiException error) =>
        error.Message.Contains("..", StringComparison.Ordinal) && error.GatewayMessage is null
            ? $"two full stops in {error.Message}"
            : error.Message.Length > 1500 ? $"{error.Message.Length} characters" : null;
}
