namespace SunoPS.Client.Tests;

/// <summary>All values of an object, so that an expectation cannot omit one.</summary>
internal static class PropertyValues
{
    /// <summary>True for a property with the same value as another in a different form.</summary>
    public static bool IsRepeated(PropertyInfo property) =>
        property.Name is nameof(SunoTask.LyricsText) or nameof(SunoTask.ElapsedSec) or nameof(SunoClip.DurationSec);

    /// <summary>Returns all properties except null and repeated ones, in the form of <see cref="Plain"/>.</summary>
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

    public static DateTime Utc(string iso) =>
        DateTimeOffset.Parse(iso, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;

    /// <summary>Returns a value for comparison: local times as instants.</summary>
    public static object? Plain(object? value) => value switch
    {
        DateTime { Kind: DateTimeKind.Local } time => time.ToUniversalTime(),
        DateTime time => throw new InvalidOperationException($"{time:o} is not a local time."),
        SunoJsonObject or SunoClipCollection or SunoLyrics => value.ToString(),
        _ => value,
    };
}
