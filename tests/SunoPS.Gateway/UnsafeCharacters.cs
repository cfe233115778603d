namespace SunoPS.Gateway;

/// <summary>Text that does harm where it is printed as it is.</summary>
public static class UnsafeCharacters
{
    private const string Directions =
        "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    /// <summary>Every control character, and every character that turns the direction of writing.</summary>
    public static string All { get; } = string.Concat(
        Enumerable.Range(0, 0xA0).Select(static unit => (char)unit).Where(char.IsControl)) + Directions;

    /// <summary>A word with all of them in it, and an escape sequence that a terminal would obey.</summary>
    public static string In(string word) => $"{word}{All}\u001B[31m\u001B]0;owned\u0007\u009B2J";
}
