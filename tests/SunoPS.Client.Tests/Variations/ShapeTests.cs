namespace SunoPS.Client.Tests.Variations;

/// <summary>Responses, tasks and clips in the shapes of related gateways.</summary>
public sealed class ShapeTests
{
    [Theory]
    [InlineData("""{"code":"success","message":"","data":[{"id":"c-1","audio_url":"u"}]}""", "{}")]
    [InlineData("""{"data":{"code":"success","data":{"task_id":"any-id","data":{"c-1":{"audio_url":"u"}}}}}""", "{}")]
    [InlineData("""{"code":1,"data":{"task_id":"x","clips":{"c-1":{"audioUrl":"u"}}}}""", "{\"task_id\":\"x\"}")]
    [InlineData("""{"sunoData":[{"id":"c-1","streamAudioUrl":"u","audioUrl":""}],"param":1.10}""", "{\"param\":1.10}")]
    [InlineData("""{"code":"success","data":"[{\"id\":\"c-1\",\"cld2AudioUrl\":\"u\"}]"}""", "{}")]
    [InlineData("""{"id":"b","metadata":{},"clips":[{"id":"c-1","audio_url":"u"}]}""", """{"id":"b","metadata":{}}""")]
    [InlineData(
        """{"code":{"n":1},"status":["a"],"more":1,"data":[{"id":"c-1","audio_url":"u"}]}""",
        """{"code":{"n":1},"status":["a"],"more":1}""")]
    public void An_envelope_in_data_is_opened(string data, string additional)
    {
        SunoTask task = ReadTask.WithFields($"\"data\":{data}");

        Assert.Equal(("c-1", "u"), (Assert.Single(task.Clips).ClipId, task.Clips[0].AudioUrl));
        Assert.Equal(additional, task.AdditionalProperties.ToString());
    }

    [Theory]
    [Values("clips", "sunoData", "response")]
    public void Clips_can_have_another_name(string name)
    {
        SunoTask task = ReadTask.WithFields($$"""
            "data":null,"{{name}}":[{"id":"c-1","audio_url":"u"}]
            """);

        Assert.Equal("c-1", Assert.Single(task.Clips).ClipId);
    }

    [Theory]
    [InlineData("""{"message":""}""", "{}")]
    [InlineData("""{"msg":null,"code":""}""", "{}")]
    [InlineData("""[{"id":"","title":null},{}]""", "{}")]
    [InlineData("""{"message":"wait","code":1}""", """{"data":{"message":"wait","code":1}}""")]
    public void Data_with_only_a_message_is_not_a_clip(string data, string additional)
    {
        SunoTask task = ReadTask.WithFields($"\"data\":{data}");

        Assert.Empty(task.Clips);
        Assert.Equal(additional, task.AdditionalProperties.ToString());
    }

    [Fact]
    public void A_usage_log_is_an_error()
    {
        const string Log = """
            {"data":[{"id":1,"user_id":2,"created_at":1795947233,"type":2,"content":"MUSIC","model_name":"suno_music",
            "quota":50000,"request_id":"2026","other":"{}"}],"message":"","success":true}
            """;

        SunoApiException error = Assert.Throws<SunoApiException>(() => SavedJson.Read(Log));

        Assert.Equal(SunoErrorKind.InvalidResponse, error.Kind);
    }

    [Fact]
    public void New_fields_are_kept_by_their_names_and_in_their_order()
    {
        SunoTask task = ReadTask.WithFields("""
            "created_at":"2024-05-20T07:55:49Z","search_item":"","priority":1.10,
            "data":[{"id":"c-1","audio_url":"u","like_count":12,"metadata":{"tags":"t","stream":true}}],
            "nested":{"a":[1]}
            """);

        Assert.Equal(
            """{"created_at":"2024-05-20T07:55:49Z","search_item":"","priority":1.10,"nested":{"a":[1]}}""",
            task.AdditionalProperties.ToString());
        Assert.Equal("""{"like_count":12,"stream":true}""", task.Clips[0].AdditionalProperties.ToString());
    }
}
