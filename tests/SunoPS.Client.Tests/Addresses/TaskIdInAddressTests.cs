namespace SunoPS.Client.Tests.Addresses;

public sealed class TaskIdInAddressTests : GatewayTests
{
    private const string Prefix = "/proxy/suno/fetch/";

    public static TheoryData<string> OddIds =>
    [
        "a/b", "../x", "x/..", "..%2F", "?x=1", "#f", "%2e%2e", "%2E", "%00", "%", "with blanks inside",
        " blanks around ",
        "任务编号", "🎵", "\\back\\slash", "a+b", "a:b", "//evil", "http://evil.example/", "@evil", "a;b=c", "a&b", "a=b",
        "\"quoted\"", "<tag>",
        "[1]", "{0}", "...", "a..", "a.", "a|b", "a^b", "a`b", "a~b", "a!b*c'd(e)", "é", "ｅ", "\u200B", "\uFEFFx",
        "\u00A0x",
    ];

    [Theory]
    [MemberData(nameof(OddIds))]
    public async Task An_id_is_one_escaped_segment_that_decodes_to_the_id(string id)
    {
        AnswerJson(Wire.One(Wire.Task(id)));
        SunoClient client = Client(SunoGateway.Custom with { BaseUri = new Uri(Gateway.BaseUri, "proxy/") });

        SunoTask task = await client.GetTaskAsync(id, Cancel);

        string target = OnlyRequest.RawTarget;
        Assert.StartsWith(Prefix, target, StringComparison.Ordinal);
        string segment = target[Prefix.Length..];
        Assert.DoesNotContain(segment, character => character is '/' or '?' or '#' or '\\' || character > '~');
        Assert.Equal(id, Uri.UnescapeDataString(segment));
        Assert.Equal(id, task.TaskId);
    }

    [Theory]
    [MemberData(nameof(OddIds))]
    [InlineData(".")]
    [InlineData("..")]
    public async Task In_a_batch_every_id_arrives_as_it_is(string id)
    {
        AnswerJson(Wire.Many(Wire.Task(id)));

        SunoTaskResult result = Assert.Single(await Client().GetTaskBatchAsync([id], cancellationToken: Cancel));

        Assert.Equal(id, Assert.Single(Wire.IdsOf(OnlyRequest)));
        Assert.Equal("/suno/fetch", OnlyRequest.RawTarget);
        Assert.Equal(id, result.Task?.TaskId);
    }

    [Theory]
    [Values(".", "..")]
    public async Task A_dot_segment_is_rejected_as_a_single_id(string id)
    {
        SunoApiException error = await ErrorOfAsync(() => Client().GetTaskAsync(id, Cancel));

        Assert.Equal(SunoErrorKind.InvalidArgument, error.Kind);
        Assert.Empty(Gateway.Log.Entries);
    }

    [Fact]
    public async Task The_longest_id_is_valid_even_with_every_character_escaped()
    {
        string id = new('曲', SunoTaskId.MaximumLength);
        AnswerJson(Wire.One(Wire.Task(id)));

        SunoTask task = await Client().GetTaskAsync(id, Cancel);

        Assert.Equal(id, task.TaskId);
        Assert.Equal("/suno/fetch/" + string.Concat(Enumerable.Repeat("%E6%9B%B2", 256)), OnlyRequest.RawTarget);
    }
}
