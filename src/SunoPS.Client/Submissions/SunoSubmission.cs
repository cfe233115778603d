using System.Collections;

namespace SunoPS;

/// <summary>
/// A request to generate music, to write lyrics, to join clips or to upload audio. Immutable; its properties have the
/// names of the parameters that users know.
/// </summary>
public abstract record SunoSubmission
{
    private static readonly SunoSubmission[] Kinds =
        [new SunoMusicSubmission(), new SunoLyricsSubmission(), new SunoJoinSubmission(), new SunoAudioSubmission()];

    private protected SunoSubmission(string kind, string? path, string action = "MUSIC") =>
        (Kind, Path, Action) = (kind, path, action);

    /// <summary>The caller's name for the submission, such as the name of a row; never sent. Null for none.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// The caller's own columns, such as the album of a row, in order; never sent. <see cref="Name"/> can be in it.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Columns { get; init; } = [];

    /// <summary>The address for notifications of changes (<c>notify_hook</c>); null for none.</summary>
    public string? NotifyHook { get; init; }

    /// <summary>
    /// Further members of the request, by their names on the wire: scalars, sequences, or pairs of names and values.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, object?>> AdditionalProperties { get; init; } = [];

    /// <summary>The action of the created task (<c>action</c>), as in a batch request.</summary>
    internal string Action { get; }

    internal string Kind { get; }

    internal string? Hook => Given(NotifyHook);

    /// <summary>The end of the address; null for the address of uploads.</summary>
    private string? Path { get; }

    /// <summary>The text that identifies a submission without a name.</summary>
    private protected abstract string? Subject { get; }

    /// <summary>The members of the body that only this kind has, in order; null values are not sent.</summary>
    private protected abstract IEnumerable<(string Name, object? Value)> Members { get; }

    /// <summary>Finds the reason why the submission is invalid.</summary>
    /// <returns>The reason in words; null if it can be sent.</returns>
    public string? FindFault() =>
        FindOwnFault()
        ?? (Hook is null || IsWebAddress(Hook) ? null
            : "NotifyHook is not an http or https address, such as https://example.com/hook")
        ?? (AdditionalProperties.FirstOrDefault(IsOwn).Key is { } name
            ? $"the additional property '{name}' has a parameter of its own" : null);

    private protected abstract string? FindOwnFault();

    /// <summary>Returns the name, or else the title, description, lyrics or prompt.</summary>
    /// <returns>One line, at most as long as a task id.</returns>
    public sealed override string ToString()
    {
        string text = (Name ?? Subject ?? "").ReplaceLineEndings(" ").Trim();
        return DisplayText.Cut(text, SunoTaskId.MaximumLength);
    }

    internal string PathOf(SunoGateway gateway) => Path is null ? gateway.UploadPath : gateway.SubmitPath + Path;

    /// <summary>Serializes the body of the request as UTF-8, with the key masked in its texts.</summary>
    internal byte[] WriteBody(KeyMask mask) => JsonGraph.ToUtf8(Masked(
        AllMembers.Where(static member => member.Value is not null)
            .Select(static member => new KeyValuePair<string, object?>(member.Name, member.Value))
            .Concat(AdditionalProperties),
        mask));

    /// <summary>Returns the members of a body that no property of its kind sets; null for none.</summary>
    internal static SunoJsonObject? AdditionalPropertiesOf(string? kind, SunoJsonObject body)
    {
        SunoSubmission? own = Kinds.FirstOrDefault(known => known.Kind == kind);
        KeyValuePair<string, object?>[] others = [.. body.Where(member => own?.IsOwn(member) == false)];
        return others.Length == 0 ? null : new SunoJsonObject(JsonGraph.ToUtf8(others));
    }

    /// <summary>Masks the key in the texts of a value.</summary>
    internal static object? Masked(object? value, KeyMask mask) => value switch
    {
        string text => mask.Apply(text),
        IEnumerable<KeyValuePair<string, object?>> members => members.Select(member =>
            new KeyValuePair<string, object?>(mask.Apply(member.Key), Masked(member.Value, mask))),
        IEnumerable items => items.Cast<object?>().Select(item => Masked(item, mask)),
        _ => value,
    };

    private IEnumerable<(string Name, object? Value)> AllMembers => [.. Members, ("notify_hook", Hook)];

    private bool IsOwn(KeyValuePair<string, object?> property) => AllMembers.Any(member =>
        string.Equals(member.Name, property.Key, StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns the text; null if it is blank, such as an empty cell of a CSV file.</summary>
    private protected static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private protected static bool IsWebAddress(string text) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out Uri? uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
