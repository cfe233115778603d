namespace SunoPS.Client.Tests.Variations;

/// <summary>Every recorded variation of a response is read as expected, with all properties.</summary>
public sealed class RecordedVariationTests : GatewayTests
{
    public static TheoryData<string> All => [.. Variation.Names];

    public static TheoryData<string> OfOneTask =>
        [.. Variation.Names.Where(name => Variation.Load(name).Asked is not null)];

    public static TheoryData<string> OfSavedAnswers =>
        [.. Variation.Names.Where(name => Variation.Load(name).Asked is null)];

    [Theory]
    [MemberData(nameof(All))]
    public void A_response_has_the_expected_tasks(string name)
    {
        Variation variation = Variation.Load(name);

        GatewayAnswer answer = AnswerReader.Read(
            BodyText.ToUtf8(variation.Body).Span,
            gateway: null,
            variation.Asked is null ? null : [variation.Asked],
            TestContext.Current.CancellationToken);

        ExpectedObjects.AssertEqual(variation.Tasks, answer.Tasks);
        Assert.True(
            answer.Tasks.Count > 0 || answer is { IsSuccess: true, HasData: true, HasForeignData: false },
            "No task, and no word that there is none.");
    }

    [Theory]
    [MemberData(nameof(OfSavedAnswers))]
    public void A_saved_response_has_the_same_tasks(string name)
    {
        Variation variation = Variation.Load(name);

        ExpectedObjects.AssertEqual(
            variation.Tasks, SunoJson.ReadTasks(Encoding.UTF8.GetBytes(variation.Text), Cancel).Tasks);
    }

    [Theory]
    [MemberData(nameof(OfOneTask))]
    public async Task A_single_fetch_returns_the_requested_task(string name)
    {
        Variation variation = Variation.Load(name);
        Answer(new CannedAnswer { BodyBase64 = Convert.ToBase64String(variation.Body) });

        SunoTask task = await Client().GetTaskAsync(variation.Asked!, Cancel);

        task.Gateway = null;
        ExpectedObjects.AssertEqual(variation.Tasks, [task]);
    }

    [Fact]
    public void Every_file_has_its_counterpart() => Assert.Equal(
        Variation.Names.SelectMany(name => new[] { $"{name}.expected.json", $"{name}.json" }).Order(
            StringComparer.Ordinal),
        Variation.Files.Order(StringComparer.Ordinal));
}
