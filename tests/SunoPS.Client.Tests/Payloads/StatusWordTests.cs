namespace SunoPS.Client.Tests.Payloads;

public sealed class StatusWordTests : GatewayTests
{
    [Theory]
    [InlineData("NOT_START", SunoTaskStatus.NotStart, false)]
    [InlineData("SUBMITTED", SunoTaskStatus.Submitted, false)]
    [InlineData("QUEUED", SunoTaskStatus.Queued, false)]
    [InlineData("IN_PROGRESS", SunoTaskStatus.InProgress, false)]
    [InlineData("SUCCESS", SunoTaskStatus.Success, true)]
    [InlineData("FAILURE", SunoTaskStatus.Failure, true)]
    [InlineData("UNKNOWN", SunoTaskStatus.Unknown, false)]
    [InlineData("TEXT_SUCCESS", SunoTaskStatus.InProgress, false)]
    [InlineData("FIRST_SUCCESS", SunoTaskStatus.InProgress, false)]
    [InlineData("CREATE_TASK_FAILED", SunoTaskStatus.Failure, true)]
    [InlineData("GENERATE_AUDIO_FAILED", SunoTaskStatus.Failure, true)]
    [InlineData("SENSITIVE_WORD_ERROR", SunoTaskStatus.Failure, true)]
    [InlineData("CALLBACK_EXCEPTION", SunoTaskStatus.Failure, true)]
    [InlineData("submitted", SunoTaskStatus.Submitted, false)]
    [InlineData("processing", SunoTaskStatus.InProgress, false)]
    [InlineData("complete", SunoTaskStatus.Success, true)]
    [InlineData("succeeded", SunoTaskStatus.Success, true)]
    [InlineData("failed", SunoTaskStatus.Failure, true)]
    [InlineData("error", SunoTaskStatus.Failure, true)]
    [InlineData("inProgress", SunoTaskStatus.InProgress, false)]
    [InlineData("In-Progress", SunoTaskStatus.InProgress, false)]
    [InlineData("paused", SunoTaskStatus.Unknown, false)]
    public void Of_a_task(string word, SunoTaskStatus status, bool isCompleted)
    {
        SunoTask task = ReadTask.WithFields($"\"status\":\"{word}\"");

        Assert.Equal(status, task.Status);
        Assert.Equal(word, task.RawStatus);
        Assert.Equal(isCompleted, task.IsCompleted);
    }

    [Theory]
    [InlineData("submitted", SunoClipStatus.Submitted)]
    [InlineData("queued", SunoClipStatus.Queued)]
    [InlineData("streaming", SunoClipStatus.Streaming)]
    [InlineData("complete", SunoClipStatus.Complete)]
    [InlineData("error", SunoClipStatus.Error)]
    [InlineData("COMPLETED", SunoClipStatus.Complete)]
    [InlineData("failed", SunoClipStatus.Error)]
    [InlineData("paused", SunoClipStatus.Unknown)]
    public void Of_a_clip(string word, SunoClipStatus status)
    {
        SunoClip clip = ReadTask.ClipWithFields($"\"status\":\"{word}\"");

        Assert.Equal(status, clip.Status);
        Assert.Equal(word, clip.RawStatus);
    }

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

    [Fact]
    public void A_task_with_a_finish_time_and_an_unknown_status_is_complete()
    {
        Assert.True(ReadTask.WithFields("\"status\":\"archived\",\"finish_time\":1716191749").IsCompleted);
        Assert.False(ReadTask.WithFields("\"status\":\"archived\",\"finish_time\":0").IsCompleted);
    }

    [Fact]
    public void Without_a_word_the_status_is_unknown()
    {
        SunoTask task = ReadTask.WithFields("\"status\":null");

        Assert.Equal(SunoTaskStatus.Unknown, task.Status);
        Assert.Null(task.RawStatus);
        Assert.False(task.IsCompleted);
    }
}
