namespace SunoPS;

/// <summary>A request for lyrics.</summary>
public sealed record SunoLyricsSubmission : SunoSubmission
{
    internal const string KindName = "Lyrics";

    /// <summary>The subject of the lyrics (<c>prompt</c>).</summary>
    public string? Prompt { get; init; }

    /// <summary>The address for notifications of changes (<c>notify_hook</c>); null for none.</summary>
    public string? NotifyHook { get; init; }

    internal override string Kind => KindName;

    internal override string Action => "LYRICS";

    internal override string? Hook => Given(NotifyHook);

    private protected override string? Subject => Prompt;

    private protected override IEnumerable<(string Name, object? Value)> Members =>
        [("prompt", Given(Prompt)), ("notify_hook", Hook)];

    internal override string PathOf(SunoGateway gateway) => gateway.SubmitPath + "lyrics";

    private protected override string? FindOwnFault() => Given(Prompt) is null ? "it has no prompt" : null;
}
