namespace SunoPS.Client.Tests.Payloads;

/// <summary>Times, lengths and percentages in every form in which gateways send them.</summary>
public sealed class ScalarTests
{
    [Theory]
    [InlineData("1716191749", "2024-05-20T07:55:49Z")]
    [InlineData("\"1716191749\"", "2024-05-20T07:55:49Z")]
    [InlineData("1716191749.25", "2024-05-20T07:55:49.25Z")]
    [InlineData("1716191749123", "2024-05-20T07:55:49.123Z")]
    [InlineData("1716191749123456", "2024-05-20T07:55:49.123456Z")]
    [InlineData("\"2024-05-20T07:55:49Z\"", "2024-05-20T07:55:49Z")]
    [InlineData("\"2024-05-20T07:55:49.123456Z\"", "2024-05-20T07:55:49.123456Z")]
    [InlineData("\"2024-05-20T15:55:49+08:00\"", "2024-05-20T07:55:49Z")]
    [InlineData("\"2024-05-20 07:55:49\"", "2024-05-20T07:55:49Z")]
    [InlineData("\"2024-10-27T00:30:00Z\"", "2024-10-27T00:30:00Z")]
    [InlineData("\"2024-10-27T01:30:00Z\"", "2024-10-27T01:30:00Z")]
    public void A_time(string json, string instant)
    {
        SunoTask task = ReadTask.WithFields($"\"submit_time\":{json}");

        Assert.Equal(DateTimeKind.Local, task.SubmitTime?.Kind);
        Assert.Equal(PropertyValues.Utc(instant), task.SubmitTime?.ToUniversalTime());
        Assert.Empty(task.AdditionalProperties);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("\"0\"")]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("-62135596800")]
    [InlineData("\"0001-01-01T00:00:00Z\"")]
    public void A_time_that_has_not_come(string json)
    {
        SunoTask task = ReadTask.WithFields($"\"submit_time\":{json}");

        Assert.Null(task.SubmitTime);
        Assert.Empty(task.AdditionalProperties);
    }

    [Theory]
    [InlineData("219", 219_000)]
    [InlineData("128.92", 128_920)]
    [InlineData("\"128.92\"", 128_920)]
    [InlineData("1.2892e2", 128_920)]
    [InlineData("\"3:39\"", 219_000)]
    [InlineData("\"1:03:39\"", 3_819_000)]
    [InlineData("0", 0)]
    public void A_length(string json, int milliseconds)
    {
        SunoClip clip = ReadTask.ClipWithFields($"\"duration\":{json}");

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), clip.Duration);
        Assert.Empty(clip.AdditionalProperties);
    }

    [Theory]
    [InlineData("\"0%\"", 0)]
    [InlineData("\"45%\"", 45)]
    [InlineData("\"100%\"", 100)]
    [InlineData("\"45\"", 45)]
    [InlineData("45", 45)]
    [InlineData("0.45", 45)]
    [InlineData("1.0", 100)]
    [InlineData("1", 1)]
    [InlineData("\" 45 % \"", 45)]
    public void A_percentage(string json, int percent)
    {
        SunoTask task = ReadTask.WithFields($"\"progress\":{json}");

        Assert.Equal(percent, task.Progress);
        Assert.Empty(task.AdditionalProperties);
    }

    [Fact]
    public void A_part_of_a_percent_is_kept_beside_the_whole_ones()
    {
        SunoTask task = ReadTask.WithFields("\"progress\":45.9");

        Assert.Equal(45, task.Progress);
        Assert.Equal("""{"progress":45.9}""", task.AdditionalProperties.ToString());
    }

    [Theory]
    [InlineData("submit_time", "\"yesterday\"")]
    [InlineData("submit_time", "\"12:30\"")]
    [InlineData("submit_time", "-5")]
    [InlineData("submit_time", "1e400")]
    [InlineData("submit_time", "99999999999999999999")]
    [InlineData("submit_time", "true")]
    [InlineData("submit_time", "{\"seconds\":1716191749}")]
    [InlineData("progress", "\"almost\"")]
    [InlineData("progress", "101")]
    [InlineData("progress", "-1")]
    [InlineData("progress", "false")]
    [InlineData("action", "true")]
    [InlineData("action", "{\"a\":1}")]
    [InlineData("status", "[\"a\",\"b\"]")]
    public void What_does_not_fit_its_property_is_kept_beside_it(string field, string json)
    {
        SunoTask task = ReadTask.WithFields($"\"{field}\":{json}");

        Assert.Equal($$"""{"{{field}}":{{json}}}""", task.AdditionalProperties.ToString());
        Assert.Null(task.SubmitTime);
        Assert.Null(task.Progress);
        Assert.Null(task.Action);
        Assert.Null(task.RawStatus);
    }

    [Theory]
    [InlineData("duration", "-1")]
    [InlineData("duration", "\"long\"")]
    [InlineData("duration", "1e30")]
    [InlineData("continue_at", "[1,2]")]
    [InlineData("title", "{\"en\":\"x\"}")]
    public void The_same_holds_for_a_clip(string field, string json)
    {
        SunoClip clip = ReadTask.ClipWithFields($"\"{field}\":{json}");

        Assert.Equal($$"""{"{{field}}":{{json}}}""", clip.AdditionalProperties.ToString());
    }
}
