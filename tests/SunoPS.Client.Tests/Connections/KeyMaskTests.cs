using System.Text.Encodings.Web;
using FsCheck.Fluent;
using SunoPS.Client.Tests.Properties;

namespace SunoPS.Client.Tests.Connections;

public sealed class KeyMaskTests
{
    private static readonly Func<string, string>[] Encodings =
    [
        Uri.EscapeDataString,
        text => WebUtility.UrlEncode(text)!,
        JavaScriptEncoder.Default.Encode,
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode,
        text => WebUtility.HtmlEncode(text)!,
        HtmlEncoder.Default.Encode,
    ];

    [Theory]
    [InlineData("Token sk-0123456789abcdef", "is sk-0123456789abcdef valid", "is *** valid")]
    [InlineData("Basic dXNlcjpwYXNzd29yZA==", "dXNlcjpwYXNzd29yZA==", "***")]
    [InlineData("Bearer sk-0123456789abcdef", "SK-0123456789ABCDEF", "***")]
    [InlineData("sk-ab/cd+ef/0123456789==", @"{""key"":""sk-ab\/cd+ef\/0123456789==""}", @"{""key"":""***""}")]
    [InlineData("sk-ab/cd+ef/0123456789==", "sk-ab%2Fcd%2Bef%2F0123456789%3D%3D", "***")]
    [InlineData("sk-ab/cd+ef/0123456789==", "sk-ab%252Fcd%252Bef%252F0123456789%253D%253D", "***")]
    [InlineData("sk-q\"uote-0123", @"sk-q\""uote-0123!", "***!")]
    [InlineData("sk-back\\slash-01", @"sk-back\\slash-01", "***")]
    [InlineData("sk-back\\slash-01", @"sk-back\u005cslash-01", "***")]
    [InlineData("my secret pass phrase 1", "q=my+secret+pass+phrase+1&x", "q=***&x")]
    [InlineData("my secret pass phrase 1", "q=my%20secret%20pass%20phrase%201", "q=***")]
    [InlineData("sk-a/b&c-012345", "<b>sk-a&#x2F;b&amp;c-012345</b>", "<b>***</b>")]
    [InlineData("sk-a/b&c-012345", "sk-a&#47;b&amp;c-012345", "***")]
    [InlineData("sk-0123456789abcdef", "is sk-01\u200B234567\u000789abc\u00ADdef.", "is ***.")]
    [InlineData("sk-0123456789abcdef", "sk-01&#8203;23456789abcdef", "***")]
    [InlineData("sk-0123456789abcdef", @"sk-01\u200b23456789abcdef", "***")]
    [InlineData("sk-0123456789abcdef", "sk-01&shy;23456789abcdef", "***")]
    [InlineData("sk-0123456789abcdef", "sk-01%0023456789abcdef", "***")]
    [InlineData("sk-0123456789abcdef", "sk-01&#000000000000000050;3456789abcdef", "***")]
    [InlineData("sk-0123456789abcdef", "sk-01\uFE0F2\u034F3\u1160456789\U000E0041abcdef", "***")]
    [InlineData("sk-0123456789abcdef", @"{\""key\"":\""sk-0123456789abcdef\""}", @"{\""key\"":\""***\""}")]
    [InlineData("sk-ab/cd+ef0123", "%7B%22key%22%3A%22sk-ab%5C%2Fcd%5Cu002Bef0123%22", "%7B%22key%22%3A%22***%22")]
    [InlineData("sk-ab\\user\\", @"""sk-ab\\user\\""", @"""***\\""")]
    [InlineData("sk-0123456789abcdef", "%73k%2D01&#x32;3456789\\u0061bcdef", "***")]
    [InlineData("1abcdefg1", "x1abcdefg1abcdefg1y", "x***y")]
    [InlineData("11111111", "1111111111", "***")]
    [InlineData("abcabcab\u00ADc", "abcabcabcabc", "***")]
    [InlineData("a.a", "ba.a.a", "ba.***")]
    [InlineData("aaaaaaa1", "aaaaaaaaaaaa1aaaaaaa1", "aaaaa******")]
    [InlineData("Token sk-01234567", "sk-01234567, Token sk-01234567", "***, ***")]
    [InlineData("Bearer sk-01234567", null, null)]

    // Not the key, but almost.
    [InlineData("sk-0123456789abcdef", "xk-0123456789abcdef", "xk-0123456789abcdef")]
    [InlineData("sk-0123 part456789", "part456789", "part456789")]
    public void A_key_is_masked_in_every_form(string key, string? text, string? masked) =>
        Assert.Equal(masked, new KeyMask(key).Apply(text));

    [Theory]
    [InlineData("task", "the key 'task' is wrong", "the key '***' is wrong")]
    [InlineData("task", "Bearer task", "Bearer ***")]
    [InlineData("task", """{"token":"task"}""", """{"token":"***"}""")]
    [InlineData("task", "task_391df6b2e", "task_391df6b2e")]
    [InlineData("task", "391-task-6b2e", "391-task-6b2e")]
    [InlineData("task", "5 tasks, multitask", "5 tasks, multitask")]
    [InlineData("task", "https://gateway.example/task/1", "https://gateway.example/task/1")]
    [InlineData("https", "https://gateway.example", "https://gateway.example")]
    [InlineData("gateway", "GET http://gateway:8000/suno/fetch (gateway)", "GET http://gateway:8000/suno/fetch (***)")]
    [InlineData("correcthorsebattery", "xcorrecthorsebattery correcthorsebattery", "xcorrecthorsebattery ***")]
    [InlineData("k1", "k1 k10 ak1", "*** k10 ak1")]
    public void A_key_that_could_be_part_of_a_word_is_masked_as_a_word_alone(string key, string text, string masked)
    {
        Assert.True(new KeyMask(key).IsWeak);
        Assert.Equal(masked, new KeyMask(key).Apply(text));
    }

    [Theory]
    [Values("12345678", "sk-01234")]
    public void Other_keys_are_masked_everywhere(string key)
    {
        Assert.False(new KeyMask(key).IsWeak);
        Assert.Equal("x***y", new KeyMask(key).Apply($"x{key}y"));
    }

    [Theory]
    [Values(null, "", " \n")]
    public void No_key_masks_nothing(string? key)
    {
        Assert.Equal("Bearer x", new KeyMask(key).Apply("Bearer x"));
        Assert.Null(new KeyMask(key).Apply(null));
    }

    [Fact]
    public void A_mask_is_that_of_a_key_with_or_without_Bearer() =>
        Assert.True(new KeyMask("Bearer sk-01234567").Masks("sk-01234567"));

    [Fact]
    public void A_key_is_masked_within_several_encodings() => Property.Holds(
        from key in Gen.Elements("abcXYZ0189+/=&'\" \\%;#u-_".ToCharArray()).ListOf(24)
        from encodings in Gen.Choose(1, 3).SelectMany(count => Gen.Elements(Encodings).ListOf(count))
        select (Key: $"sk-1{string.Concat(key)}.", encodings),
        count: 2000,
        sample => Assert.Equal(
            "***",
            new KeyMask(sample.Key).Apply(sample.encodings.Aggregate(sample.Key, (text, encode) => encode(text)))));

    /// <summary>A search that goes back at each character would take hours.</summary>
    [Theory(Timeout = 60_000)]
    [InlineData("a", 8000, "a", 4_000_000)]
    [InlineData("a1", 4000, "a1", 2_000_000)]
    [InlineData("b", 1, "b.", 100_000)]
    [InlineData("b1", 4, "%62%31", 500_000)]
    [InlineData("b1", 4, "%25", 200_000)]
    [InlineData("b1", 4, "&amp;", 200_000)]
    [InlineData("b1", 4, "&;", 200_000)]
    [InlineData(@"\", 4000, @"\", 1_000_000)]
    [InlineData(@"b\\\\\\", 1000, @"b\\\", 200_000)]
    [InlineData(@"\u", 1000, @"\\u", 200_000)]
    public Task The_cost_does_not_depend_on_the_length_of_the_key(string key, int times, string text, int length) =>
        Task.Run(
            () => Assert.NotNull(new KeyMask(Repeat(key, times)).Apply(Repeat(text, length))),
            TestContext.Current.CancellationToken);

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
