namespace SunoPS.Client.Tests.Payloads;

public sealed class StatusWordTests
{
    [Theory]
    [InlineData("NOT_START", SunoTaskStatus.NotStart, false)]
    [InlineData("SUBMITTED", SunoTaskStatus.Submitted, false)]
    [InlineData("QUEUED", SunoTaskStatus.Queued, false)]
    [InlineData("IN_PROGRESS", SunoTaskStatus.InProgress, false)]
    [InlineData("SUCCESS", SunoTaskStatus.Success, true)]
    [InlineData("FAILURE", SunoTaskStatus.Failure, true)]
    [InlineData("UNKNOWN", SunoTaskStatus.Unknown, true)]
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
