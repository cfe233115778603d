using System.Reflection;

namespace SunoPS.Client.Tests;

/// <summary>All that an object says, so that an expectation cannot leave a value out.</summary>
internal static class PropertyValues
{
    /// <summary>True for a property that says in another form what another one says.</summary>
    public static bool IsRepeated(PropertyInfo property) =>
        property.Name is nameof(SunoTask.LyricsText) or nameof(SunoClip.DurationSec);

    /// <summary>
    /// Every public property that is not null and repeats no other, by name: a local time as the instant it stands for,
    /// an object of our own as the text it prints as.
    /// </summary>
    public static SortedDictionary<string, object?> Of(object shown)
    {
        IEnumerable<PropertyInfo> properties = shown.GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => !IsRepeated(property));
        return new(
            properties.Select(property => (property.Name, Value: Plain(property.GetValue(shown))))
                .Where(property => property.Value is not null).ToDictionary(),
            StringComparer.Ordinal);
    }

    /// <summary>An instant, as it is expected.</summary>
    public static DateTime Utc(string iso) =>
        DateTimeOffset.Parse(iso, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;

    /// <summary>A value as it is compared: a local time as the instant it stands for.</summary>
    public static object? Plain(object? value) => value switch
    {
        DateTime { Kind: DateTimeKind.Local } time => time.ToUniversalTime(),
        DateTime time => throw new InvalidOperationException($"{time:o} is not a local time."),
        SunoJsonObject or SunoClipCollection or SunoLyrics => value.ToString(),
        _ => value,
    };
}
