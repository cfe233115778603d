namespace SunoPS.Client.Tests.Variations;

/// <summary>Saved texts: notifications, lines of them, errors, and other text.</summary>
public sealed class SavedTextTests
{
    private const string Music =
        """{"task_id":"t-1","action":"MUSIC","status":"SUCCESS","progress":"100%","data":["""
        + """{"clip_id":"c-1","task_id":"t-1_1","prompt":"[Verse] {la} []"}]}""";
    private const string Lyrics =
        """{"task_id":"t-2","action":"LYRICS","status":"SUCCESS","data":{"id":"l-1","text":"la","title":"T"}}""";
    private const string Envelope = $$"""{"code":"success","message":"","data":{{Music}}}""";

    [Theory]
    [Values(
        Music, Envelope, $"[{Music}]", $"   {Music}   ", $"\uFEFF{Music}",
        $"{{\"level\":\"info\",\"time\":1716191749}} {Envelope}", $"[] {{}} [1,2] {Envelope}", $"{Music} in 12 ms",
        $"{Music} ] }} trailing [id=5] {{x", $"{Envelope}\r\n", $"hook received\n{Music}\n")]
    public void A_task_is_read_beside_other_text(string text)
    {
        SunoTask task = Assert.Single(SavedJson.Read(text));

        Assert.Equal("t-1", task.TaskId);
        Assert.Equal("[Verse] {la} []", Assert.Single(task.Clips).Prompt);
        Assert.Null(task.Gateway);
    }

    [Theory]
    [InlineData(
        """{"code":"task_not_exist","message":"task_not_exist","data":null}""", "task_not_exist", "task_not_exist",
        null)]
    [InlineData("""{"code":500,"message":"busy"}""", "500", "busy", null)]
    [InlineData("""{"code":false,"message":"busy"}""", "false", "busy", null)]
    [InlineData("""{"code":"busy"}""", "busy", null, null)]
    [InlineData("""{"code":"success","message":"nothing to tell"}""", "success", "nothing to tell", null)]
    [InlineData("""{"message":"something happened"}""", null, "something happened", null)]
    [InlineData("""{"detail":"ids: field required"}""", null, "ids: field required", null)]
    [InlineData("""{"error":"upstream is down"}""", null, "upstream is down", null)]
    [InlineData("""{"error":{"message":"no","type":"t","code":""}}""", "t", "no", null)]
    [InlineData(
        """{"error":{"message":"","type":"","code":"c","param":{"data":[1]},"request_id":"r-1"}}""", "c", null, "r-1")]
    [InlineData("""{"message":"outer","code":"x","error":{"message":null,"code":null}}""", "x", "outer", null)]
    [InlineData("""{"code":"busy","message":"later","request_id":20240520,"data":[]}""", "busy", "later", "20240520")]
    [InlineData("""{"error":{"message":"no","code":"c","request_id":"r-1"}}""", "c", "no", "r-1")]
    [InlineData("""{"code":"busy","message":"later","data":[{"total":0}]}""", "busy", "later", null)]
    [InlineData("""{"code":"busy","message":"later","data":"[{"}""", "busy", "later", null)]
    [InlineData("""{"code":"busy","message":"later","data":"none"}""", "busy", "later", null)]
    [InlineData("""{"message":"later","task_id":"t-1","code":"task_not_exist"}""", "task_not_exist", "later", null)]
    public void A_saved_error_is_an_error(string text, string? code, string? message, string? requestId)
    {
        SunoApiException error = Assert.Throws<SunoApiException>(() => SavedJson.Read(text));

        Assert.Equal(SunoErrorKind.GatewayError, error.Kind);
        Assert.Equal((code, message, requestId), (error.Code, error.GatewayMessage, error.RequestId));
        Assert.Equal((null, null), ((HttpStatusCode?, TimeSpan?))(error.StatusCode, error.RetryAfter));
        Assert.Contains(message ?? code ?? "", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [Values(
        "\"success\"", "\"Success\"", "\"SUCCEEDED\"", "\"ok\"", "\"true\"", "true", "\"200\"", "200", "\"0\"", "0",
        "\"1\"", "1", "\"\"", "null")]
    public void A_success_code_without_data_has_no_tasks(string code)
    {
        foreach (string data in new[] { "null", "[]", "{}", "\"\"", "[null]", "\"[]\"" })
        {
            SunoApiException error = Assert.Throws<SunoApiException>(
                () => SavedJson.Read($$"""{"code":{{code}},"message":"","data":{{data}}}"""));
            Assert.StartsWith("The JSON has no task", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [Values(
        "", " \r\n\t ", "hello", "42", "\"text\"", "null", "{}", "[1,2]", """{"user":"me"}""",
        """{"user":{"id":1,"name":"me"}}""", """{"code":"success","data":{"id":1,"name":"me","status":"active"}}""",
        """{"code":"success","data":[{"id":1,"title":"one"},{"id":2,"title":"two"}]}""",
        """[{"task_id":"t-1_1","audio_url":"a"},{"task_id":"t-2_1","audio_url":"b"}]""",
        """{"code":"success","data":"t-1"}""", """{"code":"success","data":7}""", """{"code":"success","data":true}""",
        """{"code":"success","data":{"user":"me"}}""", """{"code":"success","data":"[{"}""",
        """{"code":"success","data":"[] and more"}""", """{"code":"success","data":[{"total":2},null]}""",
        """{"code":"success","data":[{"task_id":"t-1","action":"MUSIC" """,
        "<html><head><title>[1] {2}</title></head></html>", $"2024-05-20T07:55:49Z POST /hook 200 {Music}",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    public void Other_text_cannot_be_read(string text) =>
        Assert.Equal(SunoErrorKind.InvalidResponse, Assert.Throws<SunoApiException>(() => SavedJson.Read(text)).Kind);

    [Theory]
    [InlineData($"[{Music},{Lyrics}]")]
    [InlineData(Envelope)]
    [InlineData(
        $"[{{\"task_id\":\"t-1\",\"action\":\"MUSIC\",\"data\":[{{\"prompt\":\"[] {{}} [[]] "
            + $"{{\\\"task_id\\\":1}}\"}}]}}]")]
    public void A_response_that_is_truncated_anywhere_is_invalid(string whole) =>
        Assert.All(Enumerable.Range(1, whole.Length - 1), length =>
            Assert.Equal(
                SunoErrorKind.InvalidResponse,
                Assert.Throws<SunoApiException>(() => SavedJson.Read(whole[..length])).Kind));

    [Theory]
    [InlineData(
        """{"task_id":"t-1","action":"MUSIC","progress":NaN"""
        + ""","data":[{"clip_id":"c-1","task_id":"t-1_1","audio_url":"a"}]}""")]
    [InlineData("""{"task_id":"t-1","action":"MUSIC","quota":007,"data":[{"task_id":"t-1_1","status":"complete"}]}""")]
    [InlineData(
        """{"code":"success","data":[{"task_id":"t-1","duration":Infinity},{"task_id":"t-2","action":"MUSIC"}]}""")]
    public void Parts_of_a_broken_response_are_not_a_response(string text)
    {
        SunoApiException error = Assert.Throws<SunoApiException>(() => SavedJson.Read(text));

        Assert.Equal(SunoErrorKind.InvalidResponse, error.Kind);
        Assert.Contains("invalid or truncated", error.Message, StringComparison.Ordinal);
        Assert.Null(error.InnerException);
    }

    [Fact]
    public void Lone_surrogates_in_the_text_do_no_harm()
    {
        SunoTask task = Assert.Single(
            SavedJson.Read("{\"task_id\":\"t\ud83c\",\"action\":\"\udfb5\",\"x\ud83c\":\"\ud83c\"}"));

        Assert.Equal(("t\uFFFD", "\uFFFD"), (task.TaskId, task.Action));
        Assert.Equal("{\"x\uFFFD\":\"\uFFFD\"}", task.AdditionalProperties.ToString());
    }
}
