namespace SunoPS;

/// <summary>A request for lyrics.</summary>
public sealed record SunoLyricsSubmission : SunoSubmission
{
    /// <summary>The subject of the lyrics (<c>prompt</c>).</summary>
    public string? Prompt { get; init; }

    /// <summary>The address for notifications of changes (<c>notify_hook</c>); null for none.</summary>
    public string? NotifyHook { get; init; }

    internal override string PathEnd => "lyrics";

    internal override string Action => "LYRICS";

    internal override string Kind => "Lyrics";

    internal override string? Hook => Given(NotifyHook);

    private protected override string? Subject => Prompt;

    /// <inheritdoc/>
    public override string? FindFault() => Given(Prompt) is null ? "it has no prompt" : FaultOfHook(NotifyHook);

    internal override JournalLine Describe(JournalLine line) => line with { Prompt = Prompt };

    internal override byte[] WriteBody() => Write(("prompt", Prompt), ("notify_hook", Hook));
}
