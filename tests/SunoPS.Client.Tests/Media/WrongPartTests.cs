namespace SunoPS.Client.Tests.Media;

/// <summary>Wrong responses to a request for the rest of a file never create a wrong file.</summary>
public sealed class WrongPartTests : MediaTests
{
    private const string Anew = "the file, restarted";

    /// <summary>The outcome of each fault as text.</summary>
    internal static IReadOnlyDictionary<WrongPart, string> Outcomes { get; } = new Dictionary<WrongPart, string>
    {
        [WrongPart.Late] = Anew,
        [WrongPart.Early] = Anew,
        [WrongPart.NoRange] = Anew,
        [WrongPart.BeyondEnd] = Anew,
        [WrongPart.OtherTotal] = Anew,
        [WrongPart.NoTotal] = "`InvalidResponse`, no file",
        [WrongPart.OtherLength] = Anew,
        [WrongPart.Multipart] = Anew,
        [WrongPart.Nonsense] = Anew,
        [WrongPart.OtherEdition] = Anew,
    };

    public static TheoryData<WrongPart> Parts => [.. Outcomes.Keys];

    [Theory(Timeout = Deadlock)]
    [MemberData(nameof(Parts))]
    public async Task A_wrong_part_is_not_appended(WrongPart wrong)
    {
        Host = Host with { CutAt = 1000, WrongPart = wrong };

        SunoMediaResult result = await RetryAsync(Options);

        Assert.Equal("bytes=1000-", Sent("Range").ElementAt(1));
        if (Outcomes[wrong] == Anew)
        {
            Assert.Null(result.Error);
            Assert.Equal(Content("c-1"), Read("Song c-1.mp3"));
        }
        else
        {
            Assert.Equal(SunoErrorKind.InvalidResponse, result.Error?.Kind);
            Assert.Empty(Names);
        }
    }
}
