namespace SunoPS;

/// <summary>Lyrics to be written.</summary>
public sealed record SunoLyricsSubmission : SunoSubmission
{
    /// <summary>What the lyrics shall be about (<c>prompt</c>).</summary>
    public string? Prompt { get; init; }

    /// <summary>The address that the gateway posts changes to (<c>notify_hook</c>); null for none.</summary>
    public string? NotifyHook { get; init; }

    internal override string PathEnd => "lyrics";

    internal override string Action => "LYRICS";

    internal override string Kind => "Lyrics";

    internal override string? Hook => Given(NotifyHook);

    private protected override string? Subject => Prompt;

    /// <inheritdoc/>
    public override string? FindFault() => Given(Prompt) is null ? "it has no prompt" : FaultOfHook(NotifyHook);

    internal override JournalLine Describe(JournalLine line) => line with { Prompt = Prompt };

    internal override byte[] WriteBody() =>
        Write(new LyricsRequest(Prompt!, Hook), SunoJsonContext.Plain.LyricsRequest);
}
