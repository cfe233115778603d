namespace SunoPS.Client.Tests.Attacks;

/// <summary>Fuzzed responses end in results or in the module's exception, without key and unsafe characters.</summary>
public sealed class FuzzTests
{
    private const int Seed = 20261121;

    private const string Variable = "SUNOPS_FUZZ";

    private static readonly string[] Ids = ["t-1", "t-2"];

    private static int Inputs { get; } = int.Parse(
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? text : "2000",
        CultureInfo.InvariantCulture);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_response_does_harm()
    {
        ClientBuild.SkipForDesktop("The transport is that of .NET.");
        var watch = Stopwatch.StartNew();
        var faults = new ConcurrentQueue<(int Number, string Fault)>();
        var outcomes = new ConcurrentDictionary<string, int>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Inputs), Cancel, async (number, _) =>
        {
            byte[] answer = new FuzzedAnswer(Seed, number).Create();
            (string outcome, string? fault) = await PlayAsync(answer, number);
            outcomes.AddOrUpdate(outcome, 1, static (_, count) => count + 1);
            if (fault is not null)
            {
                faults.Enqueue((number, $"{fault}\n    in {Encoding.Latin1.GetString(answer)}"));
            }
        });

        // Only warnings of passing tests are shown by dotnet test.
        TestContext.Current.AddWarning(
            $"Fuzzing: {Inputs} HTTP answers, seed {Seed}, {watch.Elapsed.TotalSeconds:0.0} s: "
            + string.Join(
                ", ", outcomes.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Value} {pair.Key}")));
        IEnumerable<string> shown = faults.OrderBy(fault => fault.Number).Take(8)
            .Select(fault => $"{fault.Number}: {fault.Fault}");
        Assert.True(faults.IsEmpty, $"{faults.Count} faults:\n{string.Join("\n", shown)}");

        // Every outcome must have happened.
        Assert.Subset(
            outcomes.Keys.ToHashSet(),
            ((string[])["result", "InvalidResponse", "GatewayError", "RateLimited", "Unauthorized", "ConnectionFailed"])
            .ToHashSet());
    }

    /// <summary>Sends a request that receives a response.</summary>
    /// <returns>The outcome, and its fault; null for none.</returns>
    private static async Task<(string Outcome, string? Fault)> PlayAsync(byte[] answer, int number)
    {
        // Each has its own connection: after a 429, a connection sends nothing for a while.
        var connection = new SunoConnection(
            SunoGateway.Custom with { BaseUri = new Uri("http://127.0.0.1/") }, KeyForms.Key,
            new SunoConnectionOptions { MaximumRetryCount = 0, TimeoutSec = 86_400 })
                { Handler = InMemoryConnection.Transport(() => answer) };
        var listener = new RecordingListener();
        SunoApiException? error = null;
        string? reason = null;
        try
        {
            var client = new SunoClient(connection, listener);
            switch (number % 4)
            {
                case 0:
                    await client.SubmitAsync(new SunoLyricsSubmission { Prompt = "rain" }, Cancel);
                    break;
                case 1:
                    error = (await client.GetTaskBatchAsync(Ids, cancellationToken: Cancel))
                        .FirstOrDefault(result => result.Error is not null)?.Error;
                    break;
                case 2:
                    reason = (await client.TestAsync(Cancel)).Reason;
                    break;
                default:
                    await client.GetTaskAsync(Ids[0], Cancel);
                    break;
            }
        }
        catch (SunoApiException exception)
        {
            error = exception;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return ("another exception", exception.ToString());
        }
        finally
        {
            connection.Close();
        }

        string? said = listener.Events.Select(told => told.Message).Append(reason).Select(KeyForms.FindFault)
            .FirstOrDefault(fault => fault is not null);
        return (
            error?.Kind.ToString() ?? "result",
            said is not null ? $"{said} in a message" : error is null ? null : KeyForms.FindFault(error));
    }
}
