namespace SunoPS.Client.Tests.Bodies;

public sealed class CharsetTests : GatewayTests
{
    private const string Words = "城市之光，再见";

    private static readonly Dictionary<string, (string? ContentType, Encoding Encoding, bool WithMark)> Bodies = new()
    {
        ["UTF-8"] = ("application/json; charset=utf-8", Encoding.UTF8, false),
        ["UTF-8, not said"] = ("application/json", Encoding.UTF8, false),
        ["UTF-8, without a type"] = (null, Encoding.UTF8, false),
        ["UTF-8, said in quotes"] = ("application/json; charset=\"UTF-8\"", Encoding.UTF8, false),
        ["UTF-8, said wrongly"] = ("application/json; charset=utf8", Encoding.UTF8, false),
        ["UTF-8, said to be ASCII"] = ("application/json; charset=us-ascii", Encoding.UTF8, false),
        ["UTF-8, said to be unheard of"] = ("application/json; charset=klingon", Encoding.UTF8, false),
        ["UTF-8, said to be UTF-7"] = ("application/json; charset=utf-7", Encoding.UTF8, false),
        ["UTF-8 with a mark"] = ("application/json", Encoding.UTF8, true),
        ["UTF-8 with a mark, said to be GBK"] = ("application/json; charset=gbk", Encoding.UTF8, true),
        ["GB2312"] = ("application/json; charset=gb2312", CodePage("gb2312"), false),
        ["GBK"] = ("text/html; charset=GBK", CodePage("gbk"), false),
        ["GBK in quotes"] = ("application/json; charset='gbk'", CodePage("gbk"), false),
        ["GB18030"] = ("application/json;charset=gb18030", CodePage("gb18030"), false),
        ["Big5"] = ("application/json; charset=big5", CodePage("big5"), false),
        ["UTF-16 with a mark"] = ("application/json", Encoding.Unicode, true),
        ["UTF-16 with a mark, said to be UTF-8"] = ("application/json; charset=utf-8", Encoding.Unicode, true),
        ["UTF-16 the other way round, with a mark"] = ("application/json", Encoding.BigEndianUnicode, true),
        ["UTF-16 without a mark"] = ("application/json; charset=utf-16", Encoding.Unicode, false),
        ["UTF-16 the other way round, without a mark"] = (
            "application/json; charset=utf-16be", Encoding.BigEndianUnicode, false),
        ["UTF-32 with a mark"] = ("application/json", Encoding.UTF32, true),
    };

    public static TheoryData<string> Names => [.. Bodies.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_task_is_read(string name)
    {
        // Big5 does not have simplified characters.
        string words = name == "Big5" ? "城市之光，再見" : Words;
        Answer(Encode(name, Wire.One(Wire.Task("any-id", $$""","fail_reason":"{{words}}" """))));

        SunoTask task = await Client().GetTaskAsync("any-id", Cancel);

        Assert.Equal(words, task.FailReason);
        Assert.Equal("{}", task.AdditionalProperties.ToString());
    }

    [Fact]
    public async Task A_page_in_another_charset_is_read()
    {
        Answer(Encode("GBK", $"<html><head><title>{Words}</title></head></html>") with { Status = 502 });

        Assert.Equal(Words, (await FetchErrorAsync()).GatewayMessage);
    }

    [Fact]
    public async Task Latin_letters_of_one_byte_are_read()
    {
        Answer(
            Encode(
                "application/json; charset=iso-8859-1", Encoding.Latin1, withMark: false,
                Wire.One(Wire.Task("any-id", ""","fail_reason":"Café del Mañana" """))));

        Assert.Equal("Café del Mañana", (await Client().GetTaskAsync("any-id", Cancel)).FailReason);
    }

    [Fact]
    public async Task Invalid_UTF8_becomes_replacement_characters()
    {
        byte[] body =
        [
            .. """{"code":"success","data":{"task_id":"any-id","status":"SUCCESS","fail_reason":"a"""u8,
            0xff,
            0xfe,
            .. "b\"}}"u8,
        ];
        Answer(new CannedAnswer { BodyBase64 = Convert.ToBase64String(body) });

        Assert.Equal("a\uFFFD\uFFFDb", (await Client().GetTaskAsync("any-id", Cancel)).FailReason);
    }

    private static Encoding CodePage(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name)!;

    private static CannedAnswer Encode(string name, string text) =>
        Encode(Bodies[name].ContentType, Bodies[name].Encoding, Bodies[name].WithMark, text);

    private static CannedAnswer Encode(string? contentType, Encoding encoding, bool withMark, string text) => new()
    {
        ContentType = contentType,
        BodyBase64 = Convert.ToBase64String([.. withMark ? encoding.Preamble : [], .. encoding.GetBytes(text)]),
    };
}
