namespace SunoPS.Client.Tests.Media;

public sealed class SafeFileNameTests
{
    [Theory]
    [InlineData("City Lights", "City Lights")]
    [InlineData("a<b>c:d\"e/f\\g|h?i*j", "a_b_c_d_e_f_g_h_i_j")]
    [InlineData("../../etc/passwd", "_.._etc_passwd")]
    [InlineData("C:\\Windows\\x", "C__Windows_x")]
    [InlineData("..", "")]
    [InlineData(".", "")]
    [InlineData("...", "")]
    [InlineData("", "")]
    [InlineData(" \t\r\n ", "")]
    [InlineData(".hidden", "hidden")]
    [InlineData("name.", "name")]
    [InlineData("name . . ", "name")]
    [InlineData("name ...ext", "name ...ext")]
    [InlineData("two\r\nlines\tand  blanks", "two lines and blanks")]
    [InlineData("a\u0000b\u0007c\u007fd\u0085e", "abcd e")]
    [InlineData("non\u00a0breaking\u3000wide\u2028line", "non breaking wide line")]
    [InlineData("gpj.\u202eevil\u202c", "gpj.evil")]
    [InlineData("\u2066isolated\u2069 \u200fmark\u061c", "isolated mark")]
    [InlineData("zero\u200bwidth\ufeff", "zerowidth")]
    [InlineData("\U0001F468\u200d\U0001F469\u200d\U0001F467", "\U0001F468\u200d\U0001F469\u200d\U0001F467")]
    [InlineData("e\u0301te\u0301", "\u00e9t\u00e9")]
    [InlineData("\u6c34\u4e2d\u6708", "\u6c34\u4e2d\u6708")]
    [InlineData("\ufffe\uffff", "__")]
    [InlineData("~ & % $ # @ ! ' ( ) [ ] { } = + , ;", "~ & % $ # @ ! ' ( ) [ ] { } = + , ;")]
    public void A_text_becomes_a_name(string text, string name) =>
        Assert.Equal(name, SafeFileName.Tidy(SafeFileName.Clean(text)));

    [Theory]
    [InlineData("_", "CON", "con", "PRN", "Aux", "NUL", "NUL.txt", "nul .mp3", "COM0", "COM1", "com9.song", "LPT1",
        "LPT\u00b9", "COM\u00b3.x", "CONIN$", "conout$", "CLOCK$")]
    [InlineData("", "CONCERT", "Auxiliary", "COM10", "COMA", "my NUL", "LPT")]
    public void The_name_of_a_device_becomes_another(string prefix, params string[] texts) => Assert.All(
        texts, text => Assert.Equal(prefix + text, SafeFileName.Tidy(SafeFileName.Clean(text))));

    [Fact]
    public void A_lone_surrogate_does_no_harm()
    {
        string name = SafeFileName.Tidy(SafeFileName.Clean("a\ud83db\udc4dc"));

        Assert.Equal("a\ufffdb\ufffdc", name);
        Assert.True(name.IsNormalized(NormalizationForm.FormC));
    }

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "abc")]
    [InlineData("\u00e9\u00e9", 3, "\u00e9")]
    [InlineData("a\U0001F600", 4, "a")]
    [InlineData("a\U0001F468\u200d\U0001F469\u200d\U0001F467", 15, "a")]
    [InlineData("ae\u0323\u0302", 3, "a")]
    [InlineData("\u6c34\u4e2d", 5, "\u6c34")]
    [InlineData("x", 0, "")]
    public void Truncation_keeps_whole_characters(string text, int bytes, string cut) =>
        Assert.Equal(cut, SafeFileName.Cut(text, bytes));
}
