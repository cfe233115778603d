using System.Collections;

namespace SunoPS.Client.Tests.JsonObjects;

public sealed class LookupTests
{
    [Theory]
    [InlineData("Play_Count", true, 7L)]
    [InlineData("PLAY_COUNT", true, 7L)]
    [InlineData("play_count", true, 7L)]
    [InlineData("nothing", true, null)]
    [InlineData("missing", false, null)]
    public void A_field_is_found_by_its_name_whatever_its_case(string name, bool exists, object? expected)
    {
        SunoJsonObject json = ParsedJson.Of("""{"Play_Count":7,"nothing":null}""");

        Assert.Equal(expected, json[name]);
        Assert.Equal(exists, json.ContainsKey(name));
        Assert.Equal(exists, json.TryGetValue(name, out object? value));
        Assert.Equal(expected, value);
    }

    [Fact]
    public void Names_that_differ_only_in_case_are_distinct()
    {
        SunoJsonObject json = ParsedJson.Of("""{"ID":1,"id":2}""");

        Assert.Equal(1L, json["ID"]);
        Assert.Equal(2L, json["id"]);
        Assert.Equal(1L, json["Id"]);
        Assert.Equal(["ID", "id"], json.Keys);
    }

    [Fact]
    public void A_repeated_name_is_listed_twice()
    {
        SunoJsonObject json = ParsedJson.Of("""{"a":1,"b":2,"a":3,"a":4}""");

        Assert.Equal(["a", "b", "a#2", "a#3"], json.Keys);
        Assert.Equal([1L, 2L, 3L, 4L], json.Values);
        Assert.Equal(1L, json["a"]);
        Assert.Equal(3L, json["a#2"]);
        Assert.Equal(4, json.Count);
    }

    [Fact]
    public void A_name_that_looks_like_a_suffix_does_not_hide_one()
    {
        SunoJsonObject json = ParsedJson.Of("""{"a":1,"a#2":2,"a":3}""");

        Assert.Equal([1L, 2L, 3L], json.Values);
        Assert.Equal(3, json.Keys.Distinct().Count());
    }

    [Fact]
    public void An_escaped_name_is_found_by_its_unescaped_form()
    {
        SunoJsonObject json = ParsedJson.Of("""{"\u540d\u524d":1,"a\"b":2,"":3}""");

        Assert.Equal(1L, json["名前"]);
        Assert.Equal(2L, json["a\"b"]);
        Assert.Equal(3L, json[""]);
    }

    [Fact]
    public void It_enumerates_as_a_hashtable_does()
    {
        IDictionary json = ParsedJson.Of("""{"z":1,"a":null}""");

        Assert.Equal([new DictionaryEntry("z", 1L), new DictionaryEntry("a", null)], json.Cast<DictionaryEntry>());
        Assert.Equal(new[] { "z", "a" }, json.Keys);
        Assert.Equal(new object?[] { 1L, null }, json.Values);
        Assert.Equal(2, json.Count);
    }

    [Fact]
    public void It_is_copied_as_a_hashtable_is()
    {
        var copy = new DictionaryEntry[3];

        ((ICollection)ParsedJson.Of("""{"z":1,"a":2}""")).CopyTo(copy, 1);

        Assert.Equal([default, new DictionaryEntry("z", 1L), new DictionaryEntry("a", 2L)], copy);
    }

    [Fact]
    public void The_dictionary_accepts_keys_of_any_type()
    {
        IDictionary json = ParsedJson.Of("""{"1":"one"}""");

        Assert.Equal("one", json["1"]);
        Assert.Null(json[1]);
        Assert.True(json.Contains("1"));
        Assert.False(json.Contains(1));
    }

    [Fact]
    public void It_cannot_be_changed()
    {
        IDictionary json = ParsedJson.Of("""{"a":1}""");

        Assert.True(json.IsReadOnly && json.IsFixedSize && !json.IsSynchronized);
        Assert.Same(json, json.SyncRoot);
        Assert.Throws<NotSupportedException>(() => json["a"] = 2L);
        Assert.Throws<NotSupportedException>(() => json.Add("b", 2L));
        Assert.Throws<NotSupportedException>(() => json.Remove("a"));
        Assert.Throws<NotSupportedException>(json.Clear);
        Assert.Equal("""{"a":1}""", json.ToString());
    }

    [Fact]
    public void Arrays_are_copies()
    {
        SunoJsonObject json = ParsedJson.Of("""{"a":[[1]]}""");
        IDictionary dictionary = json;
        var copied = new DictionaryEntry[1];
        dictionary.CopyTo(copied, 0);
        object?[] arrays =
        [
            json["a"], dictionary["a"], json.Values.Single(), json.Single().Value, copied[0].Value,
            dictionary.Values.Cast<object?>().Single(), dictionary.Cast<DictionaryEntry>().Single().Value,
        ];

        Assert.All(arrays, array => ((object?[])((object?[])array!)[0]!)[0] = 2L);

        Assert.Equal(new object?[] { new object?[] { 1L } }, json["a"]);
    }

    [Fact]
    public void The_empty_object_is_empty()
    {
        Assert.Empty(SunoJsonObject.Empty);
        Assert.Null(SunoJsonObject.Empty["a"]);
        Assert.Equal("{}", SunoJsonObject.Empty.ToString());
    }
}
