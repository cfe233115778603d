namespace SunoPS.Client.Tests.Payloads;

public sealed class StatusWordTests : GatewayTests
{
    [Theory]
    [InlineData("X-Any2api-Request-Id", true)]
    [InlineData("X-Oneapi-Request-Id", false)]
    public async Task UNKNOWN_is_final_where_Suno_API_says_it(string header, bool isFinal)
    {
        Answer(new CannedAnswer
        {
            Body = """{"code":"success","data":{"task_id":"t","action":"MUSIC","status":"UNKNOWN"}}""",
            Headers = new Dictionary<string, string?> { [header] = "1" },
        });

        Assert.Equal(isFinal, (await Client().GetTaskAsync("t", Cancel)).IsCompleted);
    }

    [Theory]
    [InlineData(""" "status":"IN_PROGRESS","progress":"100%","fail_reason":"expired" """, "Failure", 100, "{}")]
    [InlineData(""" "status":"IN_PROGRESS","progress":"99%","fail_reason":"retried" """, "InProgress", 99, "{}")]
    [InlineData(""" "status":"SUCCESS","progress":"100%","fail_reason":"https://u" """, "Success", 100, "{}")]
    [InlineData(""" "status":"SUCCESS" """, "Success", 100, "{}")]
    [InlineData(""" "status":"complete","progress":"0%" """, "Success", 100, """{"progress":"0%"}""")]
    public void A_task_that_the_gateway_gave_up_is_a_failure_and_a_success_has_all_its_progress(
        string fields, string status, int progress, string additional)
    {
        SunoTask task = ReadTask.WithFields(fields);

        Assert.Equal((status, progress), ($"{task.Status}", task.Progress));
        Assert.Equal(additional, task.AdditionalProperties.ToString());
    }
}
