namespace SunoPS.Client.Tests.Addresses;

public sealed class TaskIdFaultTests : GatewayTests
{
    /// <summary>By name, because the name of a test cannot contain a lone surrogate.</summary>
    private static readonly Dictionary<string, string?> Faulty = new()
    {
        ["null"] = null,
        ["empty"] = "",
        ["a blank"] = " ",
        ["blanks and a tab"] = " \t ",
        ["an ideographic blank"] = "\u3000",
        ["257 characters"] = new('x', 257),
        ["NUL"] = "a\0b",
        ["a line feed at the end"] = "abc\n",
        ["a carriage return at the beginning"] = "\rabc",
        ["a tab inside"] = "a\tb",
        ["escape"] = "\u001b[31m",
        ["delete"] = "a\u007fb",
        ["a control character beyond ASCII"] = "a\u0085b",
        ["a lone high surrogate"] = "a\uD83Cb",
        ["a lone high surrogate at the end"] = "a\uD83C",
        ["a lone low surrogate"] = "\uDFB5",
        ["a pair the wrong way round"] = "\uDFB5\uD83C",
    };

    public static TheoryData<string> Names => [.. Faulty.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_fetch_has_an_error_in_its_place_and_sends_nothing(string name)
    {
        SunoApiException single = await ErrorOfAsync(() => Client().GetTaskAsync(Faulty[name]!, Cancel));
        SunoTaskResult result = Assert.Single(await StreamAsync([Faulty[name]!]));

        Assert.Equal(Faulty[name] ?? "", result.TaskId);
        Assert.Null(result.Task);
        Assert.All(
            [single, result.Error!],
            error => Assert.Equal((SunoErrorKind.InvalidArgument, null), (error.Kind, error.StatusCode)));
        Assert.Empty(Gateway.Log.Entries);
    }

    [Fact]
    public void The_message_does_not_repeat_the_id()
    {
        Assert.Equal("it is empty or blank", SunoTaskId.FindFault(" "));
        Assert.Equal("it has 300 characters; the maximum is 256", SunoTaskId.FindFault(new string('x', 300)));
        Assert.Equal("its character 3 is a control character (U+001B)", SunoTaskId.FindFault("ab\u001b[31m"));
        Assert.Equal("its character 1 is half a surrogate pair (U+D83C)", SunoTaskId.FindFault("\uD83Cx"));
    }

    [Theory]
    [Values(
        "x", "ba46ad15-07ce-41a6-b68d-196321dc00d5", "346c5d10a4a14f49a85166a7dae6cfaf",
        "task_AbCdEfGhIjKlMnOpQrStUvWxYz012345", "1790212345678901234", " x ", "🎵")]
    [InlineData("x", 256)]
    public void Ids_of_gateways_are_valid(string id, int times = 1) =>
        Assert.Null(SunoTaskId.FindFault(string.Concat(Enumerable.Repeat(id, times))));
}
