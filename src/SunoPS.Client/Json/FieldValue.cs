using System.Text.Json;

namespace SunoPS;

/// <summary>
/// Reads a field's value and merges it with what the property already holds. <c>understood</c> becomes false where the value cannot be
/// what it should, or says something else than an earlier field for the same property: then the caller keeps the original.
/// </summary>
internal static class FieldValue
{
    public static string? Text(ref Utf8JsonReader reader, StringPool? pool, string? current, ref bool understood)
    {
        understood = JsonScalar.TryReadText(ref reader, pool, out string? value) && Agrees(current, value);
        return current ?? value;
    }

    public static string? JoinedText(ref Utf8JsonReader reader, StringPool? pool, string? current, ref bool understood)
    {
        understood = JsonScalar.TryReadJoinedText(ref reader, pool, out string? value) && Agrees(current, value);
        return current ?? value;
    }

    public static DateTime? Time(ref Utf8JsonReader reader, DateTime? current, ref bool understood)
    {
        understood = JsonScalar.TryReadTime(ref reader, out DateTime? value) && Agrees(current, value);
        return current ?? value;
    }

    public static TimeSpan? Duration(ref Utf8JsonReader reader, TimeSpan? current, ref bool understood)
    {
        understood = JsonScalar.TryReadDuration(ref reader, out TimeSpan? value) && Agrees(current, value);
        return current ?? value;
    }

    public static int? Percent(ref Utf8JsonReader reader, int? current, ref bool understood)
    {
        understood = JsonScalar.TryReadPercent(ref reader, out int? value) && Agrees(current, value);
        return current ?? value;
    }

    private static bool Agrees<T>(T? current, T? value) => current is null || value is null || EqualityComparer<T>.Default.Equals(current, value);
}
