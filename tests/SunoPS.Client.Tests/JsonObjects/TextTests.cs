namespace SunoPS.Client.Tests.JsonObjects;

public sealed class TextTests
{
    [Theory]
    [InlineData(
        """{ "a" : 1 , "b" : [ 1 , { "c" : null } ] , "d" : { } , "e" : [ ] }""",
        """{"a":1,"b":[1,{"c":null}],"d":{},"e":[]}""")]
    [InlineData("{\r\n\t\"a\":true\r\n}", """{"a":true}""")]
    [InlineData("""{"a":[1,2,],}""", """{"a":[1,2]}""")]
    [InlineData("""{"\u540d\u524d":"\u57ce\u5e02"}""", """{"名前":"城市"}""")]
    [InlineData("""{"a":1,"a":{"a":2,"a":3}}""", """{"a":1,"a#2":{"a":2,"a":3}}""")]
    public void It_is_compact_readable_and_has_no_name_twice(string json, string text) =>
        Assert.Equal(text, ParsedJson.Of(json).ToString());

    [Theory]
    [Values("1.10", "1e999", "-0", "1E+2", "123456789012345678901234567890.123456789012345678901234567890")]
    public void Numbers_keep_every_digit(string number)
    {
        string json = $$$"""{"n":{{{number}}},"deep":{"n":[{{{number}}}]}}""";

        Assert.Equal(json, ParsedJson.Of(json).ToString());
    }

    [Theory]
    [Values(
        """{"名前":"城市之光，再见"}""", """{"a":"Café + <b> & 'quoted' ’"}""", """{"a":"x\ud83cy"}""",
        """{"a":{"b":["\udfb5"]}}""")]
    public void Readable_text_is_not_escaped_and_a_lone_surrogate_is_kept(string json) =>
        Assert.Equal(json, ParsedJson.Of(json).ToString());

    [Theory]
    [Values(
        """{"a":"line\nbreak \"quoted\" back\\slash \u0001"}""", """{"a":"\ud83c\udfb5"}""", """{"a":"🎵"}""",
        """{"quote\"d":{"back\\slash":"\u0000"}}""")]
    public void Its_text_stays_the_same(string json) => AssertSameJson(json, ParsedJson.Of(json).ToString());

    [Theory]
    [Values("""{"x\ud83cy":1}""", """{"a":{"x\ud83cy":1}}""")]
    public void A_lone_surrogate_in_a_name_does_no_harm(string json)
    {
        string text = ParsedJson.Of(json).ToString();

        Assert.Contains("1", text, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(text);
        Assert.Single(document.RootElement.EnumerateObject());
    }

    private static void AssertSameJson(string expected, string actual) =>
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)),
            $"{actual} does not say what {expected} says.");
}
