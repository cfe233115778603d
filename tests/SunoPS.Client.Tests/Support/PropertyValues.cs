using System.Reflection;

namespace SunoPS.Client.Tests;

/// <summary>All that an object shows, so that an expectation cannot leave a property out.</summary>
internal static class PropertyValues
{
    /// <summary>
    /// Every public property by name: a local time as the instant it stands for, an object of our own as the text it
    /// prints as.
    /// </summary>
    public static SortedDictionary<string, object?> Of(object shown)
    {
        IEnumerable<PropertyInfo> properties = shown.GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance);
        return new(
            properties.ToDictionary(property => property.Name, property => Plain(property.GetValue(shown))),
            StringComparer.Ordinal);
    }

    /// <summary>An instant, as it is expected.</summary>
    public static DateTime Utc(string iso) =>
        DateTimeOffset.Parse(iso, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;

    private static object? Plain(object? value) => value switch
    {
        DateTime { Kind: DateTimeKind.Local } time => time.ToUniversalTime(),
        DateTime time => throw new InvalidOperationException($"{time:o} is not a local time."),
        SunoJsonObject or SunoClipCollection or SunoLyrics => value.ToString(),
        _ => value,
    };
}
