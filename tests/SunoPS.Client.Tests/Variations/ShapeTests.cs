namespace SunoPS.Client.Tests.Variations;

/// <summary>Responses, tasks and clips in the shapes of related gateways.</summary>
public sealed class ShapeTests
{
    private const string Task = """{"task_id":"any-id","action":"MUSIC","data":[{"id":"c-1","audio_url":"u"}]}""";

    [Theory]
    [InlineData(Task)]
    [InlineData($"[{Task}]")]
    [InlineData($$$"""{"code":"success","data":{{{Task}}}}""")]
    [InlineData($$"""{"code":"success","data":[{{Task}}]}""")]
    [InlineData($$$"""{"Code":200,"Data":[{{{Task}}}],"extra":{"deep":[1]}}""")]
    [InlineData($$"""{"data":{{Task}},"message":"","code":"success"}""")]
    [InlineData("""{"code":"success","data":{"any-id":{"action":"MUSIC","data":[{"id":"c-1","audio_url":"u"}]}}}""")]
    [InlineData(
        """{"code":"success","data":"{\"task_id\":\"any-id\",\"action\":\"MUSIC\","""
        + """\"data\":[{\"id\":\"c-1\",\"audio_url\":\"u\"}]}"}""")]
    public void A_task_is_found_at_every_place(string answer)
    {
        SunoTask task = ReadTask.FromAnswer(answer);

        Assert.Equal("any-id", task.TaskId);
        Assert.Equal("MUSIC", task.Action);
        Assert.Equal("c-1", Assert.Single(task.Clips).ClipId);
        Assert.Empty(task.AdditionalProperties);
    }

    [Theory]
    [InlineData("""{"id":"c-1","audio_url":"u"}""")]
    [InlineData("""[{"id":"c-1","audio_url":"u"}]""")]
    [InlineData("""{"c-1":{"audio_url":"u"}}""")]
    [InlineData("\"[{\\\"id\\\":\\\"c-1\\\",\\\"audio_url\\\":\\\"u\\\"}]\"")]
    public void A_clip_is_found_in_every_form_of_data(string data)
    {
        SunoTask task = ReadTask.WithFields($"\"data\":{data}");

        SunoClip clip = Assert.Single(task.Clips);
        Assert.Equal(("c-1", "any-id", 1, "u"), (clip.ClipId, clip.TaskId, clip.Index, clip.AudioUrl));
        Assert.Empty(task.AdditionalProperties);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"\"")]
    [InlineData("{}")]
    public void A_task_can_be_empty_at_first(string data)
    {
        SunoTask task = ReadTask.WithFields($"\"data\":{data}");

        Assert.Empty(task.Clips);
        Assert.Equal("", task.Clips.ToString());
        Assert.Null(task.Lyrics);
        Assert.Empty(task.AdditionalProperties);
    }

    [Theory]
    [InlineData("17")]
    [InlineData("\"soon\"")]
    [InlineData("[1,2]")]
    [InlineData("{\"reason\":\"x\"}")]
    [InlineData("\"{broken\"")]
    public void Data_that_is_neither_clips_nor_lyrics_is_kept(string data)
    {
        SunoTask task = ReadTask.WithFields($"\"data\":{data}");

        Assert.Empty(task.Clips);
        Assert.Equal($$"""{"data":{{data}}}""", task.AdditionalProperties.ToString());
    }

    [Theory]
    [InlineData("""{"code":"success","message":"","data":[{"id":"c-1","audio_url":"u"}]}""", "{}")]
    [InlineData("""{"data":{"code":"success","data":{"task_id":"any-id","data":{"c-1":{"audio_url":"u"}}}}}""", "{}")]
    [InlineData("""{"code":1,"data":{"task_id":"x","clips":{"c-1":{"audioUrl":"u"}}}}""", "{\"task_id\":\"x\"}")]
    [InlineData("""{"sunoData":[{"id":"c-1","streamAudioUrl":"u","audioUrl":""}],"param":1.10}""", "{\"param\":1.10}")]
    [InlineData("""{"code":"success","data":"[{\"id\":\"c-1\",\"cld2AudioUrl\":\"u\"}]"}""", "{}")]
    public void An_envelope_in_data_is_opened(string data, string additional)
    {
        SunoTask task = ReadTask.WithFields($"\"data\":{data}");

        Assert.Equal(("c-1", "u"), (Assert.Single(task.Clips).ClipId, task.Clips[0].AudioUrl));
        Assert.Equal(additional, task.AdditionalProperties.ToString());
    }

    [Theory]
    [InlineData("clips")]
    [InlineData("sunoData")]
    [InlineData("response")]
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

        SunoApiException error = Assert.Throws<SunoApiException>(() => SunoJson.ReadTasks(Log));

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

    [Fact]
    public void A_value_that_contradicts_an_earlier_one_is_kept_beside_it()
    {
        SunoClip clip = ReadTask.ClipWithFields("""
            "tags":"pop","metadata":{"tags":"rock","prompt":"p"},"prompt":"p","model_name":"chirp-v3","mv":"chirp-v4"
            """);

        Assert.Equal(("pop", "p", "chirp-v3"), (clip.Tags, clip.Prompt, clip.ModelName));
        Assert.Equal("""{"mv":"chirp-v4","tags":"rock"}""", clip.AdditionalProperties.ToString());
    }

    [Theory]
    [InlineData("any-id", "{}")]
    [InlineData("any-id_1", "{}")]
    [InlineData("any-id_2", """{"task_id":"any-id_2"}""")]
    [InlineData("another", """{"task_id":"another"}""")]
    public void The_task_of_a_clip_is_the_task_whatever_its_suffix(string wire, string additional)
    {
        SunoClip clip = ReadTask.ClipWithFields($"\"task_id\":\"{wire}\"");

        Assert.Equal("any-id", clip.TaskId);
        Assert.Equal(additional, clip.AdditionalProperties.ToString());
    }
}
