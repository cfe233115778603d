namespace SunoPS.Client.Tests.Bodies;

public sealed class CompressionTests : GatewayTests
{
    private static readonly Dictionary<string, (string Encoding, Func<string, byte[]> Compress)> Encodings = new()
    {
        ["gzip"] = ("gzip", Compressed.Gzip),
        ["deflate"] = ("deflate", Compressed.Deflate),
        ["deflate without its frame"] = ("deflate", Compressed.RawDeflate),
        ["br"] = ("br", Compressed.Brotli),
    };

    public static TheoryData<string> Names => [.. Encodings.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_task_is_read(string name)
    {
        SkipWhereNotAskedFor(name);
        Answer(Encode(name, await Payload.ReadAsync("seed-002-single-flat.json")));

        SunoTask task = await Client().GetTaskAsync("ba46ad15-07ce-41a6-b68d-196321dc00d5", Cancel);

        Assert.Equal(("City Lights", 2), (task.Title, task.Clips.Count));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_error_is_read(string name)
    {
        SkipWhereNotAskedFor(name);
        Answer(Encode(name, Wire.Refusal("busy", "再见")) with { Status = 500 });

        SunoApiException error = await FetchErrorAsync();

        Assert.Equal((SunoErrorKind.GatewayError, "再见"), (error.Kind, error.GatewayMessage));
    }

    [Theory]
    [Values("gzip", "deflate", "br")]
    public async Task A_body_that_is_not_compressed_as_it_says_cannot_be_read(string encoding)
    {
        SkipWhereNotAskedFor(encoding);
        Answer(Canned.Encoded(encoding, """{"code":"success","data":[]}"""u8.ToArray()) with { Times = 2 });

        SunoApiException error = await FetchErrorAsync(NoRetry with { MaximumRetryCount = 1 });

        Assert.Equal(SunoErrorKind.InvalidResponse, error.Kind);
        Assert.Equal(1, Gateway.Log.Requests);
    }

    [Theory]
    [Values("gzip", "deflate", "br")]
    public async Task A_body_that_was_truncated_before_sending_cannot_be_read(string name)
    {
        SkipWhereNotAskedFor(name);
        byte[] whole = Encodings[name].Compress(await Payload.ReadAsync("seed-002-single-flat.json"));
        Answer(Canned.Encoded(Encodings[name].Encoding, whole[..(whole.Length / 2)]));

        SunoApiException error = await FetchErrorAsync();

        Assert.Equal(SunoErrorKind.InvalidResponse, error.Kind);
    }

    private static void SkipWhereNotAskedFor(string name) =>
        Assert.SkipWhen(
            ClientBuild.IsForDesktop && name != "gzip",
            "Windows PowerShell asks for gzip alone, and so is sent nothing else.");

    private static CannedAnswer Encode(string name, string text) =>
        Canned.Encoded(Encodings[name].Encoding, Encodings[name].Compress(text));
}
