namespace SunoPS;

/// <summary>A request for lyrics.</summary>
public sealed record SunoLyricsSubmission() : SunoSubmission(KindName, "lyrics", action: "LYRICS")
{
    internal const string KindName = "Lyrics";

    /// <summary>The subject of the lyrics (<c>prompt</c>).</summary>
    public string? Prompt { get; init; }

    private protected override string? Subject => Prompt;

    private protected override IEnumerable<(string Name, object? Value)> Members => [("prompt", Given(Prompt))];

    private protected override string? FindOwnFault() => Given(Prompt) is null ? "it has no prompt" : null;
}
