namespace SunoPS;

/// <summary>A request for lyrics.</summary>
public sealed record SunoLyricsSubmission : SunoSubmission
{
    internal const string KindName = "Lyrics";

    /// <summary>The subject of the lyrics (<c>prompt</c>).</summary>
    public string? Prompt { get; init; }

    internal override string Kind => KindName;

    internal override string Action => "LYRICS";

    private protected override string? Subject => Prompt;

    private protected override IEnumerable<(string Name, object? Value)> Members => [("prompt", Given(Prompt))];

    internal override string PathOf(SunoGateway gateway) => gateway.SubmitPath + "lyrics";

    private protected override string? FindOwnFault() => Given(Prompt) is null ? "it has no prompt" : null;
}
