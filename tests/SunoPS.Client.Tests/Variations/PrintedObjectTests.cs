namespace SunoPS.Client.Tests.Variations;

/// <summary>Objects as text.</summary>
public sealed class PrintedObjectTests
{
    [Fact]
    public void A_task_prints_as_its_id_and_its_clips_as_theirs()
    {
        SunoTask task = SavedJson.Read("""{"task_id":"t-1","data":[{"clip_id":"c-1"},{"clip_id":"c-2"}]}""")[0];

        Assert.Equal("t-1", $"{task}");
        Assert.Equal("c-1 c-2", $"{task.Clips}");
        Assert.Equal("c-2", $"{task.Clips[1]}");
    }

    [Fact]
    public void An_empty_task_prints_as_nothing()
    {
        SunoTask task = SavedJson.Read("""{"action":"MUSIC"}""")[0];

        Assert.Equal("", $"{task}");
        Assert.Equal("", $"{task.Clips}");
        Assert.Equal("{}", $"{task.AdditionalProperties}");
        Assert.Null(task.Title);
    }

    [Theory]
    [InlineData("""{"id":"l-1","title":"T","text":"la"}""", "T")]
    [InlineData("""{"id":"l-1","title":"","text":"la"}""", "l-1")]
    [InlineData("""{"text":"la"}""", "")]
    public void Lyrics_print_as_their_title_or_else_their_id(string lyrics, string text) =>
        Assert.Equal(text, $"{SavedJson.Read($$"""{"task_id":"t-1","data":{{lyrics}}}""")[0].Lyrics}");

    [Fact]
    public void The_title_of_a_task_is_that_of_the_first_clip_that_has_one()
    {
        SunoTask task = SavedJson.Read("""
            {"task_id":"t-1","data":[
                {"clip_id":"c-1","title":""},{"clip_id":"c-2","title":"T"},{"clip_id":"c-3","title":"U"}]}
            """)[0];

        Assert.Equal("T", task.Title);
    }
}
