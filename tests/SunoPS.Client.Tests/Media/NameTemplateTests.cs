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
        Status = SunoClipStatus.Complete,
        Task = new SunoTask { Gateway = "gateway.example" },
    };

    private static readonly Dictionary<string, object?> Columns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Album"] = "Q4: Launch/Party",
        ["Name"] = " G\u00f6del ",
        ["Track"] = "7",
        ["Released"] = "2023-11-29",
        ["Price"] = 1.5,
        ["Owner"] = "Li",
        ["Empty"] = "",
        ["Comma"] = "12,50",
        ["Thousands"] = "1,250.00",
        ["German"] = "05.06.2026",
        ["American"] = "06/05/2026",
        ["Version"] = "1.2.3",
        ["Time"] = "2026-06-05T10:00:00",
        ["Slashes"] = "2026/6/5",
        ["Fillers"] = "\u115f\u1160 \u3164\ufe0f",
        ["Nothing"] = null,
    };

    [Theory]
    [InlineData("{Title} {ClipId}", "City Lights a06015d0-9e04")]
    [InlineData("{title}_{INDEX}", "City Lights_2")]
    [InlineData("{TaskId} {Index}", "ba46ad15 2")]
    [InlineData("{ Model } ({Tags})", "chirp-v4 (pop, dark)")]
    [InlineData("{Date}", "2024-05-20")]
    [InlineData("{Date:yyyy/MM} {Index:00}", "2024_05 02")]
    [InlineData("{ClipId8} {Number:D3}", "a06015d0 007")]
    [InlineData("{Number:00000} {Price:0000.00}", "00007 0001.50")]
    [InlineData("{Status} {Gateway}", "Complete gateway.example")]
    [InlineData("{Album}/{Track:00} {Name}", "Q4_ Launch_Party/07 G\u00f6del")]
    [InlineData("{album} {Released:yyyy} {Price:0.00} {Owner:00}", "Q4_ Launch_Party 2023 1.50 Li")]
    [InlineData("{Comma:0.00} {Thousands:0} {Price:0}", "12,50 1,250.00 2")]
    [InlineData("{German:yyyy-MM-dd} {American:yyyy} {Version:yyyy}", "05.06.2026 06_05_2026 1.2.3")]
    [InlineData("{Time:HH.mm} {Slashes:yyyy-MM-dd}", "10.00 2026-06-05")]
    [InlineData("{Album}/{Model}/{Title}", "Q4_ Launch_Party/chirp-v4/City Lights")]
    [InlineData("NUL/{Title}", "_NUL/City Lights")]
    [InlineData("{{{Title}}}", "{City Lights}")]
    [InlineData("fixed", "fixed")]
    [InlineData("  {Title}.. ", "City Lights")]
    public void Fields_are_replaced_with_values_of_the_clip(string template, string stem) =>
        Assert.Equal(stem, Stem(template, Clip));

    [Theory]
    [InlineData("{Empty} - {Title}", "City Lights")]
    [InlineData("{Title} - {Empty}", "City Lights")]
    [InlineData("{Title} - {Empty} - {Index}", "City Lights - 2")]
    [InlineData("{Title} - {Empty} {Nothing}", "City Lights")]
    [InlineData("{Title} - {Empty}{Index}", "City Lights - 2")]
    [InlineData("{Title}_{Empty}_{Index}", "City Lights_2")]
    [InlineData("{Title} ({Empty})", "City Lights")]
    [InlineData("({Empty}) {Title}", "City Lights")]
    [InlineData("{Title} ({Empty}) [{Index}]", "City Lights [2]")]
    [InlineData("{Title} ({Empty}, {Index})", "City Lights (2)")]
    [InlineData("{Title} ({Index}, {Empty})", "City Lights (2)")]
    [InlineData("{Title} ({Empty}, {Nothing})", "City Lights")]
    [InlineData("#{Empty} {Title}", "City Lights")]
    [InlineData("Song {Empty} of {Title}", "Song of City Lights")]
    [InlineData("{Title} from {Empty}", "City Lights from")]
    [InlineData("{Empty}/{Title}", "City Lights")]
    [InlineData("{Album}/{Empty} {Nothing}/{Title}", "Q4_ Launch_Party/City Lights")]
    [InlineData("{Album}/{Empty}", "Q4_ Launch_Party/Untitled")]
    [InlineData("{Empty}{Nothing}", "Untitled")]
    [InlineData("{Fillers}", "Untitled")]
    public void An_empty_field_takes_its_separator_along(string template, string stem) =>
        Assert.Equal(stem, Stem(template, Clip));

    [Fact]
    public void A_date_is_that_of_the_clip_or_else_of_its_task()
    {
        DateTime submitted = new(2024, 5, 21, 1, 2, 3, DateTimeKind.Local);
        SunoClip clip = Clip.With(changed =>
        {
            changed.CreateTime = null;
            changed.Task = new SunoTask { SubmitTime = submitted, FinishTime = submitted.AddDays(1) };
        });

        Assert.Equal("2024-05-21 01.02", Stem("{Date} {Date:HH.mm}", clip));
        Assert.Equal("City Lights", Stem("{Date} {Title}", clip.With(changed => changed.Task = null)));
    }

    [Fact]
    public void A_field_wins_over_a_column_unless_it_is_empty()
    {
        var columns = new Dictionary<string, object?> { ["Gateway"] = "mine", ["Number"] = 9 };

        Assert.Equal("gateway.example 7", Stem("{Gateway} {Number}", Clip, columns));
        Assert.Equal("mine", Stem("{Gateway}", Clip.With(changed => changed.Task = null), columns));
    }

    [Fact(Timeout = 60_000)]
    public async Task Huge_texts_are_quick()
    {
        // In alternating order, so that normalization has to sort them.
        string marks = string.Concat(Enumerable.Repeat("\u0301\u0327", 1_000_000));
        string template = string.Concat(Enumerable.Repeat("{Title}", 142));

        string stem = await Task.Run(
            () => Stem(template, Clip.With(changed => changed.Title = "a" + marks)),
            TestContext.Current.CancellationToken);

        Assert.InRange(Encoding.UTF8.GetByteCount(stem), 1, 255);
        Assert.Throws<SunoApiException>(() => MediaNameTemplate.Parse(template + "{Title}"));
    }

    [Theory]
    [InlineData("{Title", "brace")]
    [InlineData("Title}", "brace")]
    [InlineData("/{Title}", "without a name")]
    [InlineData("{Title}/", "without a name")]
    [InlineData("{Album}//{Title}", "without a name")]
    [InlineData("../{Title}", "without a name")]
    [InlineData("{Title}/ . ", "without a name")]
    [InlineData("..\\{Title}", "'\\'")]
    [InlineData("{Index:D999}", "too many digits")]
    [InlineData("{Index:D20000000}", "too many digits")]
    [InlineData("{Title}: {Index}", "':'")]
    [InlineData("{Title}\n", "control character")]
    [InlineData("", "empty")]
    [InlineData("   ", "empty")]
    [InlineData("{Index:Q}", "does not fit")]
    [InlineData("{Price:D2}", "does not fit")]
    public void An_invalid_template_has_an_error_with_the_reason(string template, string why) =>
        Assert.Contains(why, Refused.Argument(() => Stem(template, Clip)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_error_of_an_unknown_field_lists_all_fields()
    {
        var template = MediaNameTemplate.Parse("{Album} {Nope}");

        SunoApiException error = Refused.Argument(() => template.CheckFields(["Album", "Name"]));
        SunoApiException without = Refused.Argument(() => template.CheckFields([]));
        template.CheckFields(["ALBUM", "nope"]);

        Assert.Contains("unknown field '{Nope}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "{Title}, {ClipId}, {ClipId8}, {TaskId}, {Index}, {Number}, {Date}, {Model}, {Tags}, {Gateway}, {Status}, "
            + "or a column of the input: {Album}, {Name}",
            error.Message, StringComparison.Ordinal);
        Assert.Contains("unknown field '{Album}'", without.Message, StringComparison.Ordinal);
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
    [Values("{Title} {ClipId}", "{Tags}{Title} {Tags} {ClipId}", "{Title}")]
    public void A_long_name_is_truncated_for_every_system_and_keeps_the_id(string template)
    {
        string[] letters =
        ["x", "\u00e9", "\u6c34", "\U0001F600", "\U0001F468\u200d\U0001F469\u200d\U0001F467", "a\u0323\u0302", "ab. "];
        foreach ((string letter, int i) in letters.SelectMany(
            letter => Enumerable.Range(0, 24).Select(i => (letter, i))))
        {
            string text = string.Concat(Enumerable.Repeat(letter, 1 + (13 * i)));
            string stem = Stem(template, Clip.With(changed =>
            {
                changed.Title = text;
                changed.Tags = text;
            }));

            Assert.InRange(Encoding.UTF8.GetByteCount(stem + ".jpeg"), 1, 255);
            Assert.EndsWith(template == "{Title}" ? "" : " a06015d0-9e04", stem, StringComparison.Ordinal);
            Assert.Equal(stem.Trim(' ', '.'), stem);
            Assert.All(Elements(stem), element => Assert.True(
                element.Length == 1 || letter.Contains(element, StringComparison.Ordinal)
                || element == letter.Normalize()));
        }
    }

    [Fact]
    public void A_suffix_is_never_truncated()
    {
        SunoClip clip = Clip.With(changed =>
        {
            changed.ClipId = new string('i', 500);
            changed.Title = new string('t', 500);
        });
        string stem = MediaNameTemplate.Parse("{ClipId}{Title}")
            .NameOf(new MediaSource(clip, clip, Columns) { Number = 1 }, " (streaming)");

        Assert.EndsWith(" (streaming)", stem, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(stem + ".jpeg"), 1, 255);
    }

    [Theory]
    [InlineData("a06015d0-9e04", true)]
    [InlineData("task_0x", true)]
    [InlineData("1234567890", true)]
    [InlineData("A06015D0", false)]
    [InlineData("A06015D0B06015D0", true)]
    [InlineData("12", false)]
    [InlineData("a/b", false)]
    [InlineData("a b", false)]
    [InlineData("a\u200b", false)]
    [InlineData("", false)]
    public void An_id_that_is_not_unique_in_every_folder_becomes_a_digest(string id, bool stays)
    {
        string own = Clip.With(changed => changed.ClipId = id).UniqueId;

        Assert.Equal(stays, own == id);
        Assert.True(stays || own.Length == 20);
    }

    [Theory]
    [InlineData("c-1", "Song c-1", true)]
    [InlineData("c-1", "c-1/Song", true)]
    [InlineData("c-1", "Song c-12", false)]
    [InlineData("c-1", "Song ac-1", false)]
    [InlineData("c-1", "Song ac-1 c-1", true)]
    [InlineData("a06015d0-9e04-4000", "Songa06015d0-9e04-4000", true)]
    [InlineData("12", "Song 12", false)]
    [InlineData("A06015D0", "A06015D0", false)]
    public void Only_the_whole_id_identifies_a_clip(string id, string name, bool identifies) =>
        Assert.Equal(identifies, Clip.With(changed => changed.ClipId = id).IsIdentifiedBy(name));

    [Fact]
    public void Dates_are_the_same_in_every_culture()
    {
        CultureInfo.CurrentCulture = new CultureInfo("th-TH");

        Assert.Equal("2024-05-20 2", Stem("{Date} {Index}", Clip));
    }

    private static string Stem(string template, SunoClip clip, Dictionary<string, object?>? columns = null) =>
        MediaNameTemplate.Parse(template).NameOf(new MediaSource(clip, clip, columns ?? Columns) { Number = 7 }, "");

    private static IEnumerable<string> Elements(string text)
    {
        var info = new StringInfo(text);
        return Enumerable.Range(0, info.LengthInTextElements).Select(i => info.SubstringByTextElements(i, 1));
    }
}
