using System.Numerics;

namespace SunoPS.Client.Tests.SavedAnswers;

/// <summary>Objects from PowerShell become equivalent JSON.</summary>
public sealed class JsonGraphTests
{
    public static TheoryData<object?, string> Values() => new()
    {
        { null, "null" },
        { true, "true" },
        { "text\n\u4f60", "\"text\\n\u4f60\"" },
        { SunoTaskStatus.InProgress, "\"InProgress\"" },
        { new DateTime(2024, 5, 20, 7, 55, 49, DateTimeKind.Utc), "\"2024-05-20T07:55:49Z\"" },
        { new DateTimeOffset(2024, 5, 20, 7, 55, 49, TimeSpan.FromHours(2)), "\"2024-05-20T07:55:49+02:00\"" },
        { TimeSpan.FromMilliseconds(201_500), "201.5" },
        { 1.5, "1.5" },
        { double.NaN, "\"NaN\"" },
        { 2.5f, "2.5" },
        { float.PositiveInfinity, "\"Infinity\"" },
        { (sbyte)-1, "-1" },
        { (byte)1, "1" },
        { (short)2, "2" },
        { (ushort)3, "3" },
        { 4, "4" },
        { 5u, "5" },
        { 6L, "6" },
        { ulong.MaxValue, "18446744073709551615" },
        { 1.10m, "1.1" },
        { BigInteger.Pow(10, 40), "1" + new string('0', 40) },
        { new object?[] { 1, "a", null }, """[1,"a",null]""" },
        {
            new Dictionary<string, object?> { ["a"] = 1, ["b"] = new Dictionary<string, object?> { ["c"] = false } },
            """{"a":1,"b":{"c":false}}"""
        },
        { new Version(1, 2), "\"1.2\"" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_written(object? value, string json)
    {
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");

        Assert.Equal(json, Encoding.UTF8.GetString(JsonGraph.ToUtf8(value)));
    }

    [Fact]
    public void An_object_that_contains_itself_is_rejected()
    {
        var itself = new List<object?>();
        itself.Add(itself);

        Assert.Contains(
            "nested more than 128 levels", Refused.Argument(() => JsonGraph.ToUtf8(itself)).Message,
            StringComparison.Ordinal);
    }
}
