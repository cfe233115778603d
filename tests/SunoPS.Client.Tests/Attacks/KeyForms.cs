namespace SunoPS.Client.Tests.Attacks;

/// <summary>The forms that a key can be recognized by, and what else must not reach a person.</summary>
internal static class KeyForms
{
    public const string Key = LocalGatewayOptions.DefaultApiKey;

    /// <summary>The key with each of its characters percent-encoded.</summary>
    public static string Encoded { get; } = string.Concat(Key.Select(c => $"%{(int)c:x2}"));

    private static string Hex { get; } = string.Join('-', Key.Select(c => $"{(int)c:X2}"));

    /// <summary>What is wrong with a text that a person reads; null for nothing.</summary>
    public static string? FindFault(string? text) =>
        text is null ? null
        : FindKey(text) ?? (text.Any(c => char.IsControl(c) || UnsafeCharacters.All.Contains(c)) ? "unsafe" : null);

    /// <summary>"key" where a text has the key in some form; null if it has not.</summary>
    public static string? FindKey(string text) =>
        ((string[])[Key, Encoded, Hex]).Any(form => text.Contains(form, StringComparison.OrdinalIgnoreCase))
            ? "key"
            : null;

    /// <summary>What is wrong with the texts of an error; null for nothing.</summary>
    public static string? FindFault(SunoApiException error)
    {
        string?[] texts = [error.Message, error.Code, error.GatewayMessage, error.RequestId];
        // The rest of what an exception prints is its stack.
        string? fault = texts.Select(FindFault).FirstOrDefault(found => found is not null);
        for (Exception? inner = error.InnerException; inner is not null && fault is null; inner = inner.InnerException)
        {
            fault = FindFault(inner.Message);
        }

        return fault is null ? FormOf(error) : $"{fault} in {error}";
    }

    /// <summary>What is wrong with the form of a message; null for nothing.</summary>
    private static string? FormOf(SunoApiException error) =>
        error.Message.Contains("..", StringComparison.Ordinal) && error.GatewayMessage is null
            ? $"two full stops in {error.Message}"
            : error.Message.Length > 1500 ? $"{error.Message.Length} characters" : null;
}
