namespace SunoPS.Client.Tests.SavedAnswers;

public sealed class SunoJsonTests
{
    private const string Music =
        """{"task_id":"t-1","action":"MUSIC","status":"SUCCESS","data":[{"id":"c-1","audio_url":"u"}]}""";
    private const string Lyrics =
        """{"task_id":"t-2","action":"LYRICS","status":"SUCCESS","data":{"id":"l-1","text":"la","title":"T","""
        + """ "status":"complete"}}""";

    [Theory]
    [Values(
        $"[{Music},{Lyrics}]", $"\uFEFF  \r\n[{Music},{Lyrics}]\r\n", $"{{not json}}\n[{Music},{Lyrics}]",
        $"{Music} {Lyrics}", $"{Music}\n[{Lyrics}]", $"{Music}\n{{\"task_id\":\"cut\n{Lyrics}",
        $"noise\n{Music}\n[1,\n{Lyrics}\n")]
    [InlineData($$"""{"code":"success","message":"","data":[{{Music}},{{Lyrics}}]}""")]
    public void Every_task_of_every_value_of_a_text_is_read(string text)
    {
        IReadOnlyList<SunoTask> tasks = SavedJson.Read(text);

        Assert.Equal(["t-1", "t-2"], tasks.Select(task => task.TaskId));
        Assert.Equal("c-1", Assert.Single(tasks[0].Clips).ClipId);
        Assert.Equal("la", tasks[1].Lyrics?.Text);
        Assert.All(tasks, task => Assert.Null(task.Gateway));
    }

    [Fact]
    public void Derived_properties_are_consistent()
    {
        SunoTask lyrics = SavedJson.Read(Lyrics)[0];
        SunoClip clip = SavedJson.Read("""{"task_id":"t","data":[{"clip_id":"c","duration":128.92}]}""")[0].Clips[0];

        Assert.Equal("la", lyrics.LyricsText);
        Assert.Null(SavedJson.Read(Music)[0].LyricsText);
        Assert.Equal(128.92, clip.DurationSec);
        Assert.Null(SavedJson.Read(Music)[0].Clips[0].DurationSec);
    }

    [Fact]
    public void An_object_of_this_library_is_restored_from_its_json()
    {
        const string Saved = """
            [{"TaskId":"t-1","Action":"MUSIC","Status":5,"RawStatus":null,"IsCompleted":true,"Title":"T","Gateway":"g",
              "Clips":[{"ClipId":"c","TaskId":"t-1","Index":3,"Title":"T","Status":"Complete",
                "Duration":{"Ticks":10000000},"AdditionalProperties":{"n":1.10}}],
              "SubmitTime":"2024-05-20T07:55:49+00:00","AdditionalProperties":{"deep":{"a":[1]}},"Extra":"x"}]
            """;
        SunoTask task = Assert.Single(SavedJson.Read(Saved));

        Assert.Equal(("t-1", SunoTaskStatus.Success, "g", "T"), (task.TaskId, task.Status, task.Gateway, task.Title));
        Assert.Null(task.RawStatus);
        Assert.Equal("""{"Extra":"x","deep":{"a":[1]}}""", task.AdditionalProperties.ToString());
        SunoClip clip = Assert.Single(task.Clips);
        Assert.Equal((3, SunoClipStatus.Complete), (clip.Index, clip.Status));
        Assert.Null(clip.RawStatus);
        Assert.Equal(1.0, clip.DurationSec);
        Assert.Equal("""{"n":1.10}""", clip.AdditionalProperties.ToString());
    }

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("\"\"", "{}")]
    [InlineData("null", "{}")]
    [InlineData("\"{\\\"a\\\":1.10}\"", """{"a":1.10}""")]
    [InlineData("\"not JSON\"", """{"AdditionalProperties":"not JSON"}""")]
    [InlineData("\"[1]\"", """{"AdditionalProperties":"[1]"}""")]
    [InlineData("7", """{"AdditionalProperties":7}""")]
    public void Additional_properties_of_a_saved_object_keep_every_value(string saved, string read)
    {
        SunoTask task = Assert.Single(SavedJson.Read(
            $$"""{"TaskId":"t-1","Status":"Success","IsCompleted":true,"AdditionalProperties":{{saved}}}"""));

        Assert.Equal("t-1", task.TaskId);
        Assert.Equal(read, task.AdditionalProperties.ToString());
    }

    [Theory]
    [InlineData("\"ClipId\":\"c-1\",\"AdditionalProperties\":{}")]
    [InlineData("\"id\":\"c-1\",\"audio_url\":\"u\",\"metadata\":{\"tags\":\"x\"}")]
    public void A_long_list_of_clips_is_read(string members)
    {
        string others = string.Concat(Enumerable.Range(10, 50).Select(number => $",\"Field{number}\":1"));
        string clip = $"{{{members}{others}}}";
        string json = $"[{string.Join(',', Enumerable.Repeat(clip, 10_000))}]";

        SunoTask task = Assert.Single(SavedJson.Read(json));

        Assert.Equal(10_000, task.Clips.Count);
        Assert.All(task.Clips, each => Assert.Equal("c-1", each.ClipId));
    }

    [Fact]
    public void A_text_that_is_far_larger_as_objects_is_an_error()
    {
        var error = Assert.Throws<SunoApiException>(
            () => SavedJson.Read($"[{string.Join(',', Enumerable.Repeat("{\"mv\":1}", 70_000))}]"));

        Assert.Equal("The text is JSON with too many clips or fields.", error.Message);
    }

    [Fact]
    public void Clips_of_a_saved_task_keep_what_is_no_property()
    {
        SunoTask task = Assert.Single(SavedJson.Read(
            """
            {"TaskId":"t-1","Status":"Success","IsCompleted":true,"AdditionalProperties":{},
             "Clips":[{"id":"c-1","audio_url":"u"},{"ClipId":"c-2","Index":"","AdditionalProperties":{}}]}
            """));

        Assert.Equal(["", "c-2"], task.Clips.Select(clip => clip.ClipId));
        Assert.Equal("""{"id":"c-1","audio_url":"u"}""", task.Clips[0].AdditionalProperties.ToString());
    }

    [Fact]
    public void A_saved_task_may_say_its_clips_as_text()
    {
        SunoTask task = Assert.Single(SavedJson.Read(
            """{"TaskId":"t-1","IsCompleted":true,"Clips":"c-1 c-2","Lyrics":"la","AdditionalProperties":{}}"""));

        Assert.Empty(task.Clips);
        Assert.Equal("""{"Clips":"c-1 c-2","Lyrics":"la"}""", task.AdditionalProperties.ToString());
    }

    [Fact]
    public void Successive_clips_of_different_tasks_are_different_tasks()
    {
        IReadOnlyList<SunoTask> tasks = SavedJson.Read(
            """
            [{"ClipId":"c-1","TaskId":"t-1","Status":"Error","ErrorType":"moderation","AdditionalProperties":{}},
             {"ClipId":"c-2","TaskId":"t-2","Status":"Error","AdditionalProperties":{}},
             {"TaskId":"t-3","Text":"la","Status":"Complete","AdditionalProperties":{}},
             {"TaskId":"t-4","IsCompleted":false,"AdditionalProperties":{}}]
            """);

        Assert.Equal(["t-1", "t-2", "t-3", "t-4"], tasks.Select(task => task.TaskId));
        Assert.Equal(["moderation", null], tasks.Take(2).Select(task => task.FailReason));
    }

    [Fact]
    public void The_beginning_of_a_text_can_have_bytes_that_are_not_UTF_8()
    {
        byte[] json = [(byte)'"', 0xF0, .. "aa\\n"u8, 0x80, .. "\\u0041"u8, 0xC3, (byte)'"'];
        for (int length = 0; length <= json.Length; length++)
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            Assert.StartsWith(
                JsonText.ReadBeginning(ref reader, length), "\ufffdaa\n\ufffdA\ufffd", StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_beginning_of_a_text_ends_between_characters()
    {
        byte[] json = Encoding.UTF8.GetBytes("\"a\\n\\u0041é你🎵z\"");
        var starts = new List<string>();
        for (int length = 0; length <= json.Length; length++)
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            string start = JsonText.ReadBeginning(ref reader, length);
            if (!starts.Contains(start))
            {
                starts.Add(start);
            }
        }

        Assert.Equal(["", "a", "a\n", "a\nA", "a\nAé", "a\nAé你", "a\nAé你🎵", "a\nAé你🎵z"], starts);
    }
}
