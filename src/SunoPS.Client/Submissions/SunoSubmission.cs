namespace SunoPS;

/// <summary>
/// A request to generate music, to write lyrics or to join clips. Immutable; its properties have the names of the
/// parameters that users know.
/// </summary>
public abstract record SunoSubmission
{
    private protected SunoSubmission()
    {
    }

    /// <summary>The caller's name for the submission, such as the name of a row; never sent. Null for none.</summary>
    public string? Name { get; init; }

    /// <summary>The path after the gateway's <see cref="SunoGateway.SubmitPath"/>.</summary>
    internal abstract string PathEnd { get; }

    /// <summary>The action of the created task (<c>action</c>), as in a batch request.</summary>
    internal abstract string Action { get; }

    /// <summary>The kind in the journal.</summary>
    internal abstract string Kind { get; }

    /// <summary>The address for notifications; null for none.</summary>
    internal virtual string? Hook => null;

    /// <summary>The text that identifies a submission without a name.</summary>
    private protected abstract string? Subject { get; }

    /// <summary>The members of the body, in order; null values are not sent.</summary>
    private protected abstract IEnumerable<(string Name, object? Value)> Members { get; }

    /// <summary>Finds the reason why the submission is invalid.</summary>
    /// <returns>The reason in words; null if it can be sent.</returns>
    public abstract string? FindFault();

    /// <summary>Returns the name, or else the title, description, lyrics or prompt.</summary>
    /// <returns>One line, at most as long as a task id.</returns>
    public sealed override string ToString()
    {
        string text = (Name ?? Subject ?? "").ReplaceLineEndings(" ").Trim();
        return DisplayText.Cut(text, SunoTaskId.MaximumLength);
    }

    /// <summary>
    /// Serializes the body of the request as UTF-8. Does not escape letters: people read it in previews.
    /// </summary>
    /// <param name="mask">Masks a key in its texts.</param>
    internal byte[] WriteBody(KeyMask mask) =>
        JsonGraph.ToUtf8(Members.Where(static member => member.Value is not null)
            .Select(member => new KeyValuePair<string, object?>(
                member.Name, member.Value is string text ? mask.Apply(text) : member.Value)));

    /// <summary>Returns the text; null if it is blank, such as an empty cell of a CSV file.</summary>
    private protected static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private protected static string? FaultOfHook(string? notifyHook) =>
        Given(notifyHook) is not { } hook
        || (
            Uri.TryCreate(hook, UriKind.Absolute, out Uri? uri)
                && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps))
            ? null
            : "NotifyHook is not an http or https address, such as https://example.com/hook";
}
