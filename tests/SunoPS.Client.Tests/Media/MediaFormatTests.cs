namespace SunoPS.Client.Tests.Media;

public sealed class MediaFormatTests
{
    [Theory]
    [InlineData(SunoMedia.Audio, "audio/mpeg", "494433040000", ".mp3")]
    [InlineData(SunoMedia.Audio, "audio/mp3", "fffb9064", ".mp3")]
    [InlineData(SunoMedia.Audio, "application/octet-stream", "fff3", ".mp3")]
    [InlineData(SunoMedia.Audio, null, "494433", ".mp3")]
    [InlineData(SunoMedia.Audio, "audio/aac", "fff150", ".aac")]
    [InlineData(SunoMedia.Audio, "video/mp4", "00000018667479706d703432", ".m4a")]
    [InlineData(SunoMedia.Audio, "audio/wav", "524946460000000057415645", ".wav")]
    [InlineData(SunoMedia.Audio, "audio/ogg", "4f676753", ".ogg")]
    [InlineData(SunoMedia.Audio, "audio/flac", "664c6143", ".flac")]
    [InlineData(SunoMedia.Audio, "audio/webm", "1a45dfa3", ".weba")]
    [InlineData(SunoMedia.Audio, "audio/mpeg", "0102030405", null)]
    [InlineData(SunoMedia.Video, "video/mp4", "00000018667479706d703432", ".mp4")]
    [InlineData(SunoMedia.Video, "video/quicktime", "000000186674797071742020", ".mov")]
    [InlineData(SunoMedia.Video, "video/webm", "1a45dfa3", ".webm")]
    [InlineData(SunoMedia.Image, "image/jpeg", "ffd8ffe0", ".jpeg")]
    [InlineData(SunoMedia.Image, "image/jpeg", "89504e470d0a1a0a", ".png")]
    [InlineData(SunoMedia.Image, "binary/octet-stream", "524946460000000057454250", ".webp")]
    [InlineData(SunoMedia.Image, "image/gif", "47494638", ".gif")]
    [InlineData(SunoMedia.Image, "image/avif", "000000186674797061766966", ".avif")]
    [InlineData(SunoMedia.Audio, "audio/aiff", "464f524d0000000041494646", ".aiff")]
    [InlineData(SunoMedia.Video, "video/avi", "524946460000000041564920", ".avi")]
    [InlineData(SunoMedia.Image, "image/heic", "000000186674797068656963", ".heic")]
    [InlineData(SunoMedia.Audio, "audio/mp4", "ff0000186674797068656963", null)]
    [InlineData(SunoMedia.Audio, "audio/mpeg", "504b0304", null)]
    [InlineData(SunoMedia.Audio, "audio/mpeg", "7f454c46", null)]
    [InlineData(SunoMedia.Audio, "audio/mpeg", "4d5a9000", null)]
    [InlineData(SunoMedia.Audio, "audio/mpeg", "255044462d", null)]
    [InlineData(SunoMedia.Audio, "audio/mpeg", "1f8b0800", null)]
    [InlineData(SunoMedia.Audio, "audio/mpeg", "b8e8b4ca3a20", null)]
    [InlineData(SunoMedia.Audio, "audio/mpeg", "6e006f0020006100", null)]
    [InlineData(SunoMedia.Audio, "audio/mpeg", "fffbf064", null)]
    [InlineData(SunoMedia.Audio, "audio/mpeg", "fffb9c64", null)]
    [InlineData(SunoMedia.Audio, "text/html", "494433040000", null)]
    [InlineData(SunoMedia.Audio, "application/json", "494433040000", null)]
    [InlineData(SunoMedia.Audio, "application/xml", "494433040000", null)]
    [InlineData(SunoMedia.Audio, "application/vnd.apple.mpegurl", "494433040000", null)]
    [InlineData(SunoMedia.Audio, "audio/mpeg", "3c21444f4354595045", null)]
    [InlineData(SunoMedia.Audio, "audio/mpeg", "efbbbf0a20207b22", null)]
    [InlineData(SunoMedia.Audio, "audio/mpeg", "2345585433550a", null)]
    [InlineData(SunoMedia.Audio, "audio/mpeg", "fffe6e006f00", null)]
    [InlineData(SunoMedia.Audio, "audio/mpeg", "feff006e006f", null)]
    [InlineData(SunoMedia.Audio, "audio/mpeg", "5555555555555555555555555555e6b0", null)]
    [InlineData(SunoMedia.Audio, "audio/mpeg", "5555e655555555555555555555555555", null)]
    [InlineData(SunoMedia.Audio, "audio/mpeg", "234558544d33550a", null)]
    [InlineData(SunoMedia.Audio, "image/jpeg", "ffd8ffe0", null)]
    [InlineData(SunoMedia.Audio, "application/octet-stream", "0102030405", null)]
    [InlineData(SunoMedia.Audio, null, "0102030405", null)]
    [InlineData(SunoMedia.Video, "audio/mpeg", "494433040000", null)]
    [InlineData(SunoMedia.Video, "video/mp4", "ffd8ffe0", null)]
    [InlineData(SunoMedia.Image, "image/jpeg", "494433040000", null)]
    [InlineData(SunoMedia.Image, "image/png", "5249464600000000554e4b4e", null)]
    [InlineData(SunoMedia.Image, "image/png", "ffd8aa", null)]
    [InlineData(SunoMedia.Audio, "audio/mpeg", "ff0001", null)]
    [InlineData(SunoMedia.Audio, "audio/mpeg", "ffe0", null)]
    [InlineData(SunoMedia.Video, "video/mp4", "000000186674797071742020", ".mov")]
    [InlineData(SunoMedia.Audio, "audio/mp4", "00000018667479704d344120", ".m4a")]
    [InlineData(SunoMedia.Audio, "audio/ogg", "4f676700", null)]
    [InlineData(SunoMedia.Audio, "audio/flac", "664c6100", null)]
    [InlineData(SunoMedia.Audio, "audio/mpeg", "494400", null)]
    [InlineData(SunoMedia.Audio, "audio/webm", "1a45df00", null)]
    [InlineData(SunoMedia.Audio, "audio/webm", "1a450000", null)]
    [InlineData(SunoMedia.Image, "image/gif", "47494600", null)]
    [InlineData(SunoMedia.Image, "image/gif", "47490000", null)]
    [InlineData(SunoMedia.Image, "image/png", "89504e00", null)]
    public void Type_and_first_bytes_show_the_format(SunoMedia media, string? type, string head, string? extension)
    {
        byte[] bytes = new byte[MediaFormat.HeadLength];
        bytes.AsSpan().Fill(0x55);
        Convert.FromHexString(head).CopyTo(bytes.AsSpan());

        string? found = MediaFormat.Find(media, type, bytes, out string? fault);

        Assert.Equal(extension, found);
        Assert.Equal(extension is null, fault is not null);
    }

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
    [InlineData("https://studio-api.prod.suno.com/api/forbidden", true)]
    [InlineData("https://media.example/api/Forbidden/?x=1", true)]
    [InlineData("https://cdn1.suno.ai/None.mp3", true)]
    [InlineData("https://cdn1.suno.ai/none.mp4", true)]
    [InlineData("https://media.example/null", true)]
    [InlineData("https://media.example/undefined.jpeg", true)]
    [InlineData("https://media.example/forbidden.mp3", false)]
    [InlineData("https://media.example/None/a.mp3", false)]
    [InlineData("https://media.example/?id=None.mp3", false)]
    public void A_placeholder_is_no_address_of_a_file(string address, bool isPlaceholder) =>
        Assert.Equal(isPlaceholder, MediaAddress.IsPlaceholder(new Uri(address)));

    [Theory]
    [InlineData("https://media.example/a.mp3", true)]
    [InlineData("http://127.0.0.1:8080/a.mp3", true)]
    [InlineData("http://localhost/a.mp3", true)]
    [InlineData("http://[::1]/a.mp3", true)]
    [InlineData("http://media.example/a.mp3", false)]
    [InlineData("http://127.0.0.1.media.example/a.mp3", false)]
    [InlineData("ftp://media.example/a.mp3", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("data:audio/mpeg;base64,SUQz", false)]
    [InlineData("https://user:secret@media.example/a.mp3", false)]
    [InlineData("/a.mp3", false)]
    [InlineData("a.mp3", false)]
    [InlineData("https://", false)]
    [InlineData("\\\\server\\share\\a.mp3", false)]
    public void Media_is_downloaded_from_https_and_from_this_machine(string address, bool isTaken)
    {
        if (isTaken)
        {
            Assert.Equal(new Uri(address), MediaAddress.Parse(address));
            return;
        }

        SunoApiException error = Assert.Throws<SunoApiException>(() => MediaAddress.Parse(address));
        Assert.Equal(SunoErrorKind.InvalidArgument, error.Kind);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }
}
