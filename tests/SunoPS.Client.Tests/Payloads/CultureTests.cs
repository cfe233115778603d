namespace SunoPS.Client.Tests.Payloads;

/// <summary>Cultures with another calendar, another decimal separator, or another upper case of i.</summary>
public sealed class CultureTests : GatewayTests
{
    [Theory]
    [Values("th-TH", "ar-SA", "de-DE", "tr-TR", "fa-IR")]
    public async Task Reading_does_not_depend_on_the_culture(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        AnswerJson(
            """
            {"CODE":"success","DATA":{"TASK_ID":"any-id","STATUS":"in_progress","PROGRESS":"45%",
             "SUBMIT_TIME":"1716191749","START_TIME":"2024-05-20T07:56:26.5Z",
             "DATA":[{"CLIP_ID":"c","IMAGE_URL":"i","DURATION":"128.92","CONTINUE_AT":"1:05","MSG":"m"}]}}
            """);

        SunoTask task = await Client().GetTaskAsync("any-id", Cancel);

        Assert.Equal((SunoTaskStatus.InProgress, 45), (task.Status, task.Progress));
        Assert.Equal(PropertyValues.Utc("2024-05-20T07:55:49Z"), task.SubmitTime?.ToUniversalTime());
        Assert.Equal(PropertyValues.Utc("2024-05-20T07:56:26.5Z"), task.StartTime?.ToUniversalTime());
        SunoClip clip = Assert.Single(task.Clips);
        Assert.Equal(("i", TimeSpan.FromMilliseconds(128_920)), (clip.ImageUrl, clip.Duration));
        Assert.Equal(TimeSpan.FromSeconds(65), clip.ContinueAt);
        Assert.Equal("{}", clip.AdditionalProperties.ToString());
    }
}
