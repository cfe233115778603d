using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SunoPS.Client.Tests.Variations;

/// <summary>
/// Compares objects with expectations, property by property. A property without an expectation must be null or empty,
/// so that an expectation can be short but cannot omit a value.
/// </summary>
internal static class ExpectedObjects
{
    private static readonly JsonSerializerOptions Readable = new()
        { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Fails with all differences.</summary>
    public static void AssertEqual(JsonElement expected, IReadOnlyList<SunoTask> actual)
    {
        List<string> differences = [];
        CompareLists("tasks", expected, actual, differences);
        Assert.True(differences.Count == 0, $"{differences.Count} differences:\n{string.Join('\n', differences)}");
    }

    private static void CompareLists(
        string path, JsonElement expected, IReadOnlyCollection<object> actual, List<string> differences)
    {
        if (expected.GetArrayLength() != actual.Count)
        {
            differences.Add($"{path}: {expected.GetArrayLength()} expected, {actual.Count} came");
        }

        int index = 0;
        foreach ((JsonElement one, object other) in expected.EnumerateArray().Zip(actual))
        {
            Compare($"{path}[{index++}]", one, other, differences);
        }
    }

    private static void Compare(string path, JsonElement expected, object actual, List<string> differences)
    {
        PropertyInfo[] properties =
        [
            .. actual.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => !PropertyValues.IsRepeated(property)),
        ];
        differences.AddRange(expected.EnumerateObject()
            .Where(named => !properties.Any(property => property.Name == named.Name))
            .Select(named => $"{path}: a {actual.GetType().Name} has no {named.Name}"));
        foreach (PropertyInfo property in properties)
        {
            JsonElement? value = expected.TryGetProperty(property.Name, out JsonElement found) ? found : null;
            CompareValue($"{path}.{property.Name}", property, value, property.GetValue(actual), differences);
        }
    }

    private static void CompareValue(
        string path, PropertyInfo property, JsonElement? expected, object? actual, List<string> differences)
    {
        switch (actual)
        {
            case SunoClipCollection clips when expected is { } clipsExpected:
                CompareLists(path, clipsExpected, clips, differences);
                return;
            case SunoLyrics lyrics when expected is { } lyricsExpected:
                Compare(path, lyricsExpected, lyrics, differences);
                return;
        }

        string wanted = expected is { } value ? Print(value, property.PropertyType) : Nothing(property.PropertyType);
        string got = Print(actual);
        if (wanted != got)
        {
            differences.Add($"{path}: {wanted} expected, {got} came");
        }
    }

    /// <summary>Prints an expectation like <see cref="Print(object?)"/> prints the value.</summary>
    private static string Print(JsonElement expected, Type type) =>
        type == typeof(SunoJsonObject) ? Print(expected)
        : expected.ValueKind == JsonValueKind.String
        && IsText(type) ? JsonSerializer.Serialize(expected.GetString(), Readable)
        : expected.ValueKind == JsonValueKind.String ? expected.GetString()!
        : expected.GetRawText();

    /// <summary>Prints the members of an object by their names, because their order means nothing.</summary>
    private static string Print(JsonElement members) =>
        "{" + string.Join(',', members.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).Select(
            member => $"\"{member.Name}\":{JsonSerializer.Serialize(member.Value, Readable)}")) + "}";

    private static string Nothing(Type type) =>
        type == typeof(SunoJsonObject) ? "{}"
        : type == typeof(SunoClipCollection) ? "[]"
        : Print(type.IsValueType ? Activator.CreateInstance(type) : null);

    private static string Print(object? actual) => actual switch
    {
        null => "null",
        string text => JsonSerializer.Serialize(text, Readable),
        bool truth => truth ? "true" : "false",
        DateTime { Kind: DateTimeKind.Local } time =>
            time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture),
        DateTime time => $"{time:o}, which is not local",
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        SunoClipCollection { Count: 0 } => "[]",
        SunoJsonObject members => Print(JsonSerializer.Deserialize<JsonElement>(members.ToString())),
        Enum or int or decimal => Convert.ToString(actual, CultureInfo.InvariantCulture)!,
        IEnumerable or SunoLyrics => $"a {actual.GetType().Name} '{actual}'",
        _ => throw new NotSupportedException($"No way to compare a {actual.GetType()} is known."),
    };

    private static bool IsText(Type type) => type == typeof(string);
}
