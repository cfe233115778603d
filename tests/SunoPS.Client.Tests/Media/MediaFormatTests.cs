namespace SunoPS.Client.Tests.Media;

public sealed class MediaFormatTests
{
    [Theory]
    [InlineData(SunoMedia.Audio, "audio/mpeg", ".mp3", "494433040000", "fffb9064", "fff3", "494433")]
    [InlineData(SunoMedia.Audio, "audio/aac", ".aac", "fff150")]
    [InlineData(SunoMedia.Audio, "video/mp4", ".m4a", "00000018667479706d703432", "00000018667479704d344120")]
    [InlineData(SunoMedia.Audio, "audio/wav", ".wav", "524946460000000057415645")]
    [InlineData(SunoMedia.Audio, "audio/ogg", ".ogg", "4f676753")]
    [InlineData(SunoMedia.Audio, "audio/flac", ".flac", "664c6143")]
    [InlineData(SunoMedia.Audio, "audio/webm", ".weba", "1a45dfa3")]
    [InlineData(SunoMedia.Audio, "audio/mpeg", null, "0102030405", "ff0000186674797068656963", "504b0304",
        "7f454c46", "4d5a9000", "255044462d", "1f8b0800", "b8e8b4ca3a20", "6e006f0020006100", "fffbf064", "fffb9c64",
        "3c21444f4354595045", "efbbbf0a20207b22", "2345585433550a", "fffe6e006f00", "feff006e006f",
        "5555555555555555555555555555e6b0", "5555e655555555555555555555555555", "234558544d33550a", "ffd8ffe0",
        "ff0001", "ffe0", "4f676700", "664c6100", "494400", "1a45df00", "1a450000")]
    [InlineData(SunoMedia.Video, "video/mp4", ".mp4", "00000018667479706d703432")]
    [InlineData(SunoMedia.Video, "video/quicktime", ".mov", "000000186674797071742020")]
    [InlineData(SunoMedia.Video, "video/webm", ".webm", "1a45dfa3")]
    [InlineData(SunoMedia.Image, "image/jpeg", ".jpeg", "ffd8ffe0")]
    [InlineData(SunoMedia.Image, "image/jpeg", ".png", "89504e470d0a1a0a")]
    [InlineData(SunoMedia.Image, "binary/octet-stream", ".webp", "524946460000000057454250")]
    [InlineData(SunoMedia.Image, "image/gif", ".gif", "47494638")]
    [InlineData(SunoMedia.Image, "image/avif", ".avif", "000000186674797061766966")]
    [InlineData(SunoMedia.Audio, "audio/aiff", ".aiff", "464f524d0000000041494646")]
    [InlineData(SunoMedia.Video, "video/avi", ".avi", "524946460000000041564920")]
    [InlineData(SunoMedia.Image, "image/heic", ".heic", "000000186674797068656963")]
    [InlineData(SunoMedia.Audio, "text/html", null, "494433040000")]
    [InlineData(SunoMedia.Audio, "application/json", null, "494433040000")]
    [InlineData(SunoMedia.Audio, "application/xml", null, "494433040000")]
    [InlineData(SunoMedia.Audio, "application/vnd.apple.mpegurl", null, "494433040000")]
    [InlineData(SunoMedia.Video, "audio/mpeg", null, "494433040000", "ffd8ffe0")]
    [InlineData(SunoMedia.Image, "image/jpeg", null, "494433040000", "5249464600000000554e4b4e", "ffd8aa",
        "47494600", "47490000", "89504e00")]
    [InlineData(SunoMedia.Audio, null, ".mp3", "494433")]
    [InlineData(SunoMedia.Audio, null, null, "0102030405")]
    public void Type_and_first_bytes_show_the_format(
        SunoMedia media, string? type, string? extension, params string[] heads) => Assert.All(heads, head =>
        {
            byte[] bytes = new byte[MediaFormat.HeadLength];
            bytes.AsSpan().Fill(0x55);
            Convert.FromHexString(head).CopyTo(bytes.AsSpan());

            Assert.Equal(extension, MediaFormat.Find(media, type, bytes, out string? fault));
            Assert.Equal(extension is null, fault is not null);
        });

    [Fact]
    public void A_few_bytes_of_text_are_text()
    {
        Assert.Null(MediaFormat.Find(SunoMedia.Audio, "audio/mpeg", "{}"u8, out string? fault));
        Assert.Contains("text", fault, StringComparison.Ordinal);
        Assert.Null(MediaFormat.Find(SunoMedia.Audio, "audio/mpeg", "   \r\n"u8, out _));
    }

    [Theory]
    [InlineData(SunoMedia.Audio, "https://media.example/a.MP3?x=1", ".mp3")]
    [InlineData(SunoMedia.Audio, "https://media.example/a.wav", ".wav")]
    [InlineData(SunoMedia.Audio, "https://media.example/?item_id=1", ".mp3")]
    [InlineData(SunoMedia.Audio, "https://media.example/a.exe", ".mp3")]
    [InlineData(SunoMedia.Video, "https://media.example/a", ".mp4")]
    [InlineData(SunoMedia.Image, "https://media.example/a.png", ".png")]
    [InlineData(SunoMedia.Image, "https://media.example/a", ".jpeg")]
    public void An_address_suggests_an_extension(SunoMedia media, string address, string extension) =>
        Assert.Equal(extension, MediaFormat.Expected(media, new Uri(address)));

    [Theory]
    [InlineData(true,
        "https://studio-api.prod.suno.com/api/forbidden", "https://media.example/api/Forbidden/?x=1",
        "https://cdn1.suno.ai/None.mp3", "https://cdn1.suno.ai/none.mp4", "https://media.example/null",
        "https://media.example/undefined.jpeg")]
    [InlineData(false,
        "https://media.example/forbidden.mp3", "https://media.example/None/a.mp3",
        "https://media.example/?id=None.mp3")]
    public void A_placeholder_is_no_address_of_a_file(bool isPlaceholder, params string[] addresses) => Assert.All(
        addresses, address => Assert.Equal(isPlaceholder, MediaAddress.IsPlaceholder(new Uri(address))));

    [Fact]
    public void Media_is_downloaded_from_https_and_from_this_machine()
    {
        string[] taken =
        ["https://media.example/a.mp3", "http://127.0.0.1:8080/a.mp3", "http://localhost/a.mp3", "http://[::1]/a.mp3"];
        string[] rejected =
        [
            "http://media.example/a.mp3", "http://127.0.0.1.media.example/a.mp3", "ftp://media.example/a.mp3",
            "file:///etc/passwd", "data:audio/mpeg;base64,SUQz", "https://user:secret@media.example/a.mp3", "/a.mp3",
            "a.mp3", "https://", "\\\\server\\share\\a.mp3",
            "https://x\uff1ay/a.mp3", "https://\ufffda/a.mp3", "https://a..b/a.mp3",
            // Wine has no ICU, which rejects it.
            .. OperatingSystem.IsWindows() ? [] : new[] { "https://a\u200db/a.mp3" },
        ];

        Assert.All(taken, address => Assert.Equal(new Uri(address), MediaAddress.Parse(address)));
        Assert.All(rejected, address => Assert.DoesNotContain(
            "secret", Refused.Argument(() => MediaAddress.Parse(address)).Message, StringComparison.Ordinal));
    }
}
