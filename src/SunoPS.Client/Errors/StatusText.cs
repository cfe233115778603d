using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace SunoPS;

/// <summary>Formats a status (<c>500 Internal Server Error</c>) and a size.</summary>
internal static class StatusText
{
    public static string Of(HttpStatusCode status)
    {
        string number = ((int)status).ToString(CultureInfo.InvariantCulture);
        string name = status.ToString();
        return name == number ? number : $"{number} {Regex.Replace(name, "(?<=[a-z])(?=[A-Z])", " ")}";
    }

    public static string MiB(long bytes) =>
        (bytes / (1024 * 1024.0)).ToString("0.## 'MiB'", CultureInfo.InvariantCulture);

    /// <summary>Removes the status from the beginning of a text; null if nothing remains.</summary>
    public static string? Without(string? text, HttpStatusCode status)
    {
        string number = ((int)status).ToString(CultureInfo.InvariantCulture);
        string? rest = text?.StartsWith(number + " ", StringComparison.Ordinal) == true
            ? text[number.Length..].Trim() : text;
        bool isStatus = rest == number || $"{number} {rest?.TrimEnd('.')}"
            .Equals(Of(status), StringComparison.OrdinalIgnoreCase);
        return isStatus ? null : rest;
    }
}
