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
        // The first response is truncated after enough bytes to keep a part file.
        SunoClip clip = Clip("c-1");
        for (int seed = 0; Sent("Range").All(range => range is null); seed++)
        {
            Host = new MediaSettings { Validator = MediaValidator.ETag, CutRate = 1, Seed = seed };
            await FailAsync(Options, clip);
            Host = new MediaSettings { Validator = MediaValidator.ETag, WrongPart = wrong };
            SunoMediaResult result = Assert.Single(await SaveAsync(Options, clip));
            if (Sent("Range").All(range => range is null))
            {
                // Nothing was kept: repeat with another position.
                File.Delete(result.Path!);
                continue;
            }

            if (Outcomes[wrong] == Anew)
            {
                Assert.Null(result.Error);
                Assert.Equal(Content("c-1"), Read(Path.GetFileName(result.Path!)));
            }
            else
            {
                Assert.Equal(SunoErrorKind.InvalidResponse, result.Error?.Kind);
                Assert.DoesNotContain(Names, name => name.EndsWith(".mp3", StringComparison.Ordinal));
            }
        }
    }
}
