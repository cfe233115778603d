using System.Text.Encodings.Web;

namespace SunoPS.Client.Tests.Variations;

/// <summary>
/// Compares objects with expectations, property by property. A property without an expectation must be null or empty,
/// so that an expectation can be short but cannot omit a value.
/// </summary>
internal static class ExpectedObjects
{
    private static readonly JsonSerializerOptions Readable = new()
        { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void AssertEqual(JsonElement expected, IReadOnlyList<SunoTask> actual)
    {
        JsonArray wanted = JsonArray.Create(expected)!;
        Assert.Equal(TextOf(wanted), TextOf(NodeOf(actual, wanted)));
    }

    private static JsonNode? NodeOf(object? value, JsonNode? expected) => value switch
    {
        IReadOnlyList<SunoTask> or SunoClipCollection => new JsonArray(
            [
                .. ((IEnumerable<object>)value).Select((item, index) => PropertiesOf(
                    item, index < (expected as JsonArray)?.Count ? expected[index] : null)),
            ]),
        SunoLyrics => PropertiesOf(value, expected),
        SunoJsonObject members => JsonNode.Parse(members.ToString()),
        DateTime => ((DateTime)PropertyValues.Plain(value)!).ToString(
            "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture),
        TimeSpan or Enum => value.ToString(),
        _ => JsonSerializer.SerializeToNode(value),
    };

    private static JsonObject PropertiesOf(object shown, JsonNode? expected) => new(
        from property in shown.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where !PropertyValues.IsRepeated(property)
        let value = property.GetValue(shown)
        let wanted = expected?[property.Name]
        where !IsNothing(property, value) || ((JsonObject?)expected)?.ContainsKey(property.Name) == true
        select KeyValuePair.Create(property.Name, NodeOf(value, wanted)));

    private static bool IsNothing(PropertyInfo property, object? value) =>
        value is SunoJsonObject { Count: 0 } or SunoClipCollection { Count: 0 } || Equals(
            value, property.PropertyType.IsValueType ? Activator.CreateInstance(property.PropertyType) : null);

    /// <summary>Prints members by their names, because their order means nothing, each on a line.</summary>
    private static string TextOf(JsonNode? node) => node switch
    {
        JsonObject members => "{\n" + string.Concat(members.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => $"{JsonSerializer.Serialize(member.Key, Readable)}: {TextOf(member.Value)}\n")) + "}",
        JsonArray items => $"[{string.Join(", ", items.Select(TextOf))}]",
        _ => node?.ToJsonString(Readable) ?? "null",
    };
}
