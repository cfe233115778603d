using System.Numerics;

namespace SunoPS.Client.Tests.JsonObjects;

public sealed class ValueTests
{
    [Theory]
    [InlineData("0", 0L)]
    [InlineData("-0", 0L)]
    [InlineData("-7", -7L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    public void An_integer_is_a_long(string json, long value) => Assert.Equal(value, ValueOf(json));

    [Theory]
    [Values("9223372036854775808", "-9223372036854775809", "123456789012345678901234567890")]
    public void A_larger_integer_keeps_every_digit(string json) =>
        Assert.Equal(BigInteger.Parse(json, CultureInfo.InvariantCulture), ValueOf(json));

    [Theory]
    [InlineData("128.92", 128.92)]
    [InlineData("-0.5", -0.5)]
    [InlineData("1.0", 1.0)]
    [InlineData("1e2", 100.0)]
    [InlineData("1E-2", 0.01)]
    [InlineData("1.7976931348623157e308", double.MaxValue)]
    public void Any_other_number_is_a_double(string json, double value) => Assert.Equal(value, ValueOf(json));

    [Theory]
    [Values("1e999", "-1e999")]
    public void A_number_beyond_all_types_is_its_digits(string json) => Assert.Equal(json, ValueOf(json));

    [Fact]
    public void A_number_of_very_many_digits_is_its_digits()
    {
        string digits = new('7', 5000);

        Assert.Equal(digits, ValueOf(digits));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("\"text\"", "text")]
    [InlineData("\"\"", "")]
    [InlineData("\"12\"", "12")]
    [InlineData("\"\\u57ce\\u5e02 \\ud83c\\udfb5 \\n\\t\\\"\\\\\\/\"", "城市 🎵 \n\t\"\\/")]
    [InlineData("null", null)]
    public void Other_values_are_what_they_are(string json, object? value) => Assert.Equal(value, ValueOf(json));

    [Fact]
    public void A_lone_surrogate_is_kept() => Assert.Equal("a\uD83Cb", ValueOf("\"a\\ud83cb\""));

    [Fact]
    public void An_array_is_an_array_of_values() =>
        Assert.Equal(
            new object?[] { 1L, "two", null, new object?[] { true, 2.5 } },
            Assert.IsType<object?[]>(ValueOf("""[1,"two",null,[true,2.5]]""")));

    [Fact]
    public void An_object_is_an_object_of_the_same_kind()
    {
        SunoJsonObject inner = Assert.IsType<SunoJsonObject>(ValueOf("""{"b":{"c":[{"d":1}]}}"""));
        SunoJsonObject deeper = Assert.IsType<SunoJsonObject>(inner["B"]);
        object?[] items = Assert.IsType<object?[]>(deeper["c"]);

        Assert.Equal(1L, Assert.IsType<SunoJsonObject>(Assert.Single(items))["d"]);
    }

    [Fact]
    public void A_value_is_the_same_in_every_culture()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");

        Assert.Equal(128.92, ValueOf("128.92"));
        Assert.Equal("""{"v":128.92}""", ParsedJson.Of("""{"v":128.92}""").ToString());
    }

    private static object? ValueOf(string json) => ParsedJson.Of($$"""{"v":{{json}}}""")["v"];
}
