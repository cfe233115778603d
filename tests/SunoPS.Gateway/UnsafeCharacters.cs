namespace SunoPS.Gateway;

/// <summary>Text that is harmful if it is printed unchanged.</summary>
public static class UnsafeCharacters
{
    private const string Directions = "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    /// <summary>Every control character, and every character that changes the text direction.</summary>
    public static string All { get; } = string.Concat(
        Enumerable.Range(0, 0xA0).Select(static unit => (char)unit).Where(char.IsControl)) + Directions;

    /// <summary>Returns a word with all of these characters and with escape sequences.</summary>
    public static string In(string word) => $"{word}{All}\u001B[31m\u001B]0;owned\u0007\u009B2J";
}
