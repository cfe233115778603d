using System.Globalization;
using System.Text;

namespace SunoPS.Client.Tests.Media;

public sealed class NameTemplateTests
{
    private static readonly SunoClip Clip = new()
    {
        ClipId = "a06015d0-9e04",
        TaskId = "ba46ad15",
        Index = 2,
        Title = "City Lights",
        ModelName = "chirp-v4",
        Tags = "pop, dark",
        CreateTime = new DateTime(2024, 5, 20, 7, 55, 49, DateTimeKind.Local),
    };

    [Theory]
    [InlineData("{Title} {ClipId}", "City Lights a06015d0-9e04")]
    [InlineData("{title}_{INDEX}", "City Lights_2")]
    [InlineData("{TaskId} {Index}", "ba46ad15 2")]
    [InlineData("{ Model } ({Tags})", "chirp-v4 (pop, dark)")]
    [InlineData("{Date}", "2024-05-20")]
    [InlineData("{{{Title}}}", "{City Lights}")]
    [InlineData("fixed", "fixed")]
    [InlineData("  {Title}.. ", "City Lights")]
    public void Fields_are_replaced_with_values_of_the_clip(string template, string stem) =>
        Assert.Equal(stem, Stem(template, Clip));

    [Theory]
    [InlineData("{Titel}", "{Titel}")]
    [InlineData("{Title} {}", "{}")]
    [InlineData("{Title", "brace")]
    [InlineData("Title}", "brace")]
    [InlineData("{Title}/{Index}", "'/'")]
    [InlineData("..\\{Title}", "'\\'")]
    [InlineData("{Title}: {Index}", "':'")]
    [InlineData("{Title}\n", "control character")]
    [InlineData("", "empty")]
    [InlineData("   ", "empty")]
    public void An_invalid_template_has_an_error_with_the_reason(string template, string why)
    {
        SunoApiException error = Assert.Throws<SunoApiException>(() => MediaNameTemplate.Parse(template));

        Assert.Equal(SunoErrorKind.InvalidArgument, error.Kind);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_of_an_unknown_field_lists_all_fields()
    {
        SunoApiException error = Assert.Throws<SunoApiException>(() => MediaNameTemplate.Parse("{Nothing}"));

        Assert.Contains(
            "{Title}, {ClipId}, {TaskId}, {Index}, {Model}, {Tags}, {Date}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clip_without_title_and_id_gets_a_unique_name()
    {
        var one = new SunoClip { AudioUrl = "https://media.example/1.mp3" };
        var other = new SunoClip { AudioUrl = "https://media.example/2.mp3" };

        Assert.StartsWith("Untitled ", Stem("{Title} {ClipId}", one), StringComparison.Ordinal);
        Assert.NotEqual(Stem("{Title} {ClipId}", one), Stem("{Title} {ClipId}", other));
        Assert.Equal("Untitled", Stem("{Model}{Tags}{Date}{Index}", one));
    }

    [Theory]
    [InlineData("{Title} {ClipId}")]
    [InlineData("{Tags}{Title} {Tags} {ClipId}")]
    [InlineData("{Title}")]
    public void A_long_name_is_truncated_for_every_system_and_keeps_the_id(string template)
    {
        foreach (
            string letter in new[]
            {
                "x",
                "\u00e9",
                "\u6c34",
                "\U0001F600",
                "\U0001F468\u200d\U0001F469\u200d\U0001F467",
                "a\u0323\u0302",
                "ab. ",
            })
        {
            for (int count = 1; count <= 300; count += 13)
            {
                string text = string.Concat(Enumerable.Repeat(letter, count));
                string stem = Stem(template, Clip.With(changed =>
        {
            changed.Title = text;
            changed.Tags = text;
        }));

                Assert.InRange(Encoding.UTF8.GetByteCount(stem + ".jpeg"), 1, 255);
                Assert.EndsWith(template == "{Title}" ? "" : " a06015d0-9e04", stem, StringComparison.Ordinal);
                Assert.Equal(stem.Trim(' ', '.'), stem);
                Assert.All(
                    Elements(stem), element => Assert.True(
                        element.Length == 1 || letter.Contains(element, StringComparison.Ordinal) || element == letter
                            .Normalize()));
            }
        }
    }

    [Fact]
    public void A_suffix_is_never_truncated()
    {
        string stem = MediaNameTemplate.Parse("{ClipId}{Title}").StemOf(Clip.With(changed =>
        {
            changed.ClipId = new string('i', 500);
            changed.Title = new string('t', 500);
        }), " (streaming)");

        Assert.EndsWith(" (streaming)", stem, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(stem + ".jpeg"), 1, 255);
    }

    [Theory]
    [InlineData("a06015d0-9e04", "a06015d0-9e04")]
    [InlineData("task_0x", "task_0x")]
    [InlineData("A06015D0", null)]
    [InlineData("a/b", null)]
    [InlineData("a b", null)]
    [InlineData("", null)]
    public void An_id_that_some_system_would_change_becomes_a_digest(string id, string? kept)
    {
        string own = MediaNameTemplate.OwnId(Clip.With(changed => changed.ClipId = id));

        Assert.Equal(kept ?? own, own);
        Assert.Matches("^[0-9a-z_-]+$", own);
        Assert.True(kept is not null || own.Length == 20);
    }

    [Fact]
    public void Only_the_whole_id_identifies_a_clip()
    {
        Assert.True(Identifies("{Title} {ClipId}", Clip));
        Assert.False(Identifies("{Title} {Index}", Clip));
        Assert.False(Identifies("{ClipId}", Clip.With(changed => changed.ClipId = "A06015D0")));
        Assert.False(Identifies("{ClipId}", Clip.With(changed => changed.ClipId = new string('i', 300))));
    }

    [Fact]
    public void Dates_are_the_same_in_every_culture()
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("th-TH");
            Assert.Equal("2024-05-20 2", Stem("{Date} {Index}", Clip));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static string Stem(string template, SunoClip clip) => MediaNameTemplate.Parse(template).StemOf(clip, "");

    private static bool Identifies(string template, SunoClip clip)
    {
        var parsed = MediaNameTemplate.Parse(template);
        return parsed.Identifies(clip, parsed.StemOf(clip, ""));
    }

    private static IEnumerable<string> Elements(string text)
    {
        TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            yield return elements.GetTextElement();
        }
    }
}
