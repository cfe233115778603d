namespace SunoPS;

/// <summary>A request to upload audio from an address, so that its clip can be continued.</summary>
public sealed record SunoAudioSubmission() : SunoSubmission(KindName, path: null)
{
    internal const string KindName = "Audio";

    /// <summary>The http or https address of the audio file (<c>url</c>).</summary>
    public string? Uri { get; init; }

    private protected override string? Subject => Uri;

    private protected override IEnumerable<(string Name, object? Value)> Members => [("url", Given(Uri))];

    private protected override string? FindOwnFault() =>
        Given(Uri) is null ? "it has no address"
        : IsWebAddress(Uri!) ? null
        : "its address is not an http or https address, such as https://example.com/song.mp3";
}
