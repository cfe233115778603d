namespace SunoPS.Client.Tests.Faults.Matrix;

/// <summary>
/// Nine ids, in batches of three, from a gateway that fails requests with the fifth id: once, with a retry; or always,
/// without a retry, or with one that must not be used because it cannot help.
/// </summary>
public sealed partial class FaultMatrixTests(FaultMatrix matrix) : IClassFixture<FaultMatrix>
{
    private static readonly Dictionary<string, FaultCell> Cells =
        FaultCell.All.ToDictionary(cell => cell.Name, StringComparer.Ordinal);

    public static TheoryData<string> Names =>
        [.. Cells.Values.Where(cell => !cell.Row.EndsEverything).Select(cell => cell.Name)];

    public static TheoryData<string> NamesOfRefusedKeys =>
        [.. Cells.Values.Where(cell => cell.Row.EndsEverything).Select(cell => cell.Name)];

    public static TheoryData<string> AllNames => [.. Cells.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_id_has_one_result_and_a_fault_affects_only_the_ids_of_its_request(string name)
    {
        SkipWhereOnlyTheFrameworkTells(name);
        FaultCell cell = Cells[name];
        IEnumerable<SunoTaskResult> results = matrix.OutcomeOf(cell).Results;
        if (cell.Way.Waits)
        {
            // Results are in the order of completion.
            results = results.OrderBy(result => result.TaskId, StringComparer.Ordinal);
        }

        Assert.Equal(cell.Expected, results.Select(result => (result.TaskId, result.Error?.Kind)));
        Assert.All(results, result => Assert.Equal(result.Error is null ? result.TaskId : null, result.Task?.TaskId));
    }

    private static void SkipWhereOnlyTheFrameworkTells(string name)
    {
        if (Cells[name].Row.Name is "no HTTP" or "endless headers")
        {
            ClientBuild.SkipForDesktop("Only the exceptions of .NET Framework itself tell invalid HTTP there.");
        }
    }

    [Theory]
    [MemberData(nameof(NamesOfRefusedKeys))]
    public void A_rejected_key_ends_everything(string name)
    {
        FaultCell cell = Cells[name];
        FaultOutcome outcome = matrix.OutcomeOf(cell);

        SunoTaskResult[] tasks = [.. outcome.Results.SkipLast(1)];
        Assert.Equal(cell.Row.Kind, outcome.Results[^1].Error?.Kind);
        Assert.Contains(outcome.Results[^1].TaskId, cell.Struck);
        Assert.All(tasks, result => Assert.NotNull(result.Task));
        Assert.Distinct(tasks.Select(result => result.TaskId));
        Assert.Subset(FaultCell.Ids.Except(cell.Struck).ToHashSet(), tasks.Select(result => result.TaskId).ToHashSet());
        Assert.InRange(outcome.Requests, 1, FaultCell.Ids.Length / cell.Way.IdsInRequest);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_failed_request_is_retried_up_to_the_limit_and_only_if_that_can_help(string name)
    {
        SkipWhereOnlyTheFrameworkTells(name);
        FaultCell cell = Cells[name];
        FaultOutcome outcome = matrix.OutcomeOf(cell);

        string[] retries =
            [.. outcome.Events.Where(told => told.Kind == SunoRequestEventKind.Retry).Select(told => told.Message)];
        Assert.All(retries, told => Assert.Matches(Retry(), told));
        if (cell.IsRepeatedByTheStack)
        {
            Assert.InRange(outcome.Requests, FaultCell.Ids.Length, cell.Requests + 4);
            Assert.InRange(retries.Length, 0, cell.IsOnce ? 1 : 0);
            return;
        }

        Assert.Equal(cell.Requests, outcome.Requests);
        if (cell.Row.Door != Door.Closed)
        {
            Assert.Equal(cell.IsOnce ? 1 : 0, retries.Length);
        }

        Assert.All(retries, told => Assert.InRange(
            double.Parse(Retry().Match(told).Groups["wait"].Value, CultureInfo.InvariantCulture), cell.Row.LeastWaitSec,
            double.MaxValue));
    }

    [Theory]
    [MemberData(nameof(AllNames))]
    public void The_key_stays_secret_and_the_connection_serves_the_next_command(string name)
    {
        FaultOutcome outcome = matrix.OutcomeOf(Cells[name]);

        IEnumerable<string> said =
            [.. outcome.Results.Select(result => $"{result.Error}"), .. outcome.Events.Select(told => told.Message)];
        Assert.DoesNotContain(said, text => text.Contains(LocalGatewayOptions.DefaultApiKey, StringComparison.Ordinal));
        Assert.Equal(FaultScene.Next, outcome.Next);
    }

    [Fact]
    public void A_requested_wait_of_an_hour_is_in_the_error()
    {
        IEnumerable<SunoTaskResult> results = Cells.Values
            .Where(cell => cell.Row.IsOverInAnHour && !cell.Way.Waits)
            .SelectMany(cell => matrix.OutcomeOf(cell).Results);

        Assert.All(
            results.Where(result => result.Error is not null),
            result => Assert.InRange(result.Error!.RetryAfter!.Value.TotalSeconds, 3500, 3600));
    }

    [Fact]
    public void No_request_goes_to_another_host_or_port() => Assert.Equal(0, matrix.RequestsToStranger);

    [GeneratedRegex(@"^Attempt \d+ of \d+ failed: .+ Retrying in (?<wait>\d+\.\d) s\.$", RegexOptions.Singleline)]
    private static partial Regex Retry();
}
