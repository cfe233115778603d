namespace SunoPS.Client.Tests.Errors;

public sealed class DisplayTextTests
{
    private static readonly HashSet<char> Directions =
    [
        '\u061C', '\u200E', '\u200F', '\u202A', '\u202B', '\u202C', '\u202D', '\u202E',
        '\u2066', '\u2067', '\u2068', '\u2069',
    ];

    /// <summary>Every UTF-16 unit that a terminal interprets.</summary>
    public static string Unsafe { get; } = string.Concat(
        Enumerable.Range(0, 0x10000).Select(unit => (char)unit)
            .Where(c => char.IsControl(c) || Directions.Contains(c)));

    [Fact]
    public void A_line_has_one_blank_for_each_run_of_control_and_direction_characters()
    {
        Assert.Equal("a b c", DisplayText.Line($"a{Unsafe}b\u001B\u0085\u202Ec"));
        foreach (char c in Unsafe)
        {
            Assert.Equal("a b", DisplayText.Line($"a{c}b"));
        }
    }

    [Fact]
    public void Lines_keep_their_breaks()
    {
        Assert.Equal("a\n b c", DisplayText.Lines("a\n\tb\r\u202Ec"));
        Assert.Equal("a b\nc", DisplayText.Lines("a\tb\nc"));
    }

    [Theory]
    [Values("城市之光 ♪ Été, ß — 👩\u200D🎤 שיר أغنية", "e\u0301 \u00AD\u200B\u200C \uFEFF \uD800")]
    public void Anything_else_stays(string text)
    {
        Assert.Equal(text, DisplayText.Line(text));
        Assert.Equal(text, DisplayText.Lines(text));
    }

    [Fact]
    public void Null_stays_null()
    {
        Assert.Null(DisplayText.Line(null));
        Assert.Null(DisplayText.Lines(null));
        Assert.Null(DisplayText.Quote(null, KeyMask.None));
    }
}
