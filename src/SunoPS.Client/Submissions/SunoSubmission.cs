using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SunoPS;

/// <summary>
/// Something that a gateway is asked to make. Immutable; its properties bear the names of the cmdlet's parameters.
/// </summary>
public abstract record SunoSubmission
{
    private protected SunoSubmission()
    {
    }

    /// <summary>The caller's own name for it, such as that of a row; never sent. Null for none.</summary>
    public string? Name { get; init; }

    /// <summary>What follows the gateway's <see cref="SunoGateway.SubmitPath"/>.</summary>
    internal abstract string PathEnd { get; }

    /// <summary>The action of the task that it makes (<c>action</c>), as a batch is asked for it.</summary>
    internal abstract string Action { get; }

    /// <summary>Its kind, as the journal calls it.</summary>
    internal abstract string Kind { get; }

    /// <summary>The address that changes are posted to; null for none.</summary>
    internal virtual string? Hook => null;

    /// <summary>What stands for it where it has no name.</summary>
    private protected abstract string? Subject { get; }

    /// <summary>Says what is wrong with it.</summary>
    /// <returns>The reason in words; null for one that can be sent.</returns>
    public abstract string? FindFault();

    /// <summary>Returns the name, or else what is asked for.</summary>
    /// <returns>One line at most as long as a task id.</returns>
    public sealed override string ToString()
    {
        string text = (Name ?? Subject ?? "").ReplaceLineEndings(" ").Trim();
        return text.Length <= SunoTaskId.MaximumLength ? text : text[..(SunoTaskId.MaximumLength - 1)] + "…";
    }

    /// <summary>The body of its request, as UTF-8.</summary>
    internal abstract byte[] WriteBody();

    /// <summary>Adds what is sent to a line of the journal.</summary>
    internal abstract JournalLine Describe(JournalLine line);

    private protected static byte[] Write<T>(T body, JsonTypeInfo<T> type) =>
        JsonSerializer.SerializeToUtf8Bytes(body, type);

    /// <summary>Null for a text that says nothing, as an empty cell of a CSV file does.</summary>
    private protected static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private protected static string? FaultOfHook(string? notifyHook) =>
        Given(notifyHook) is not { } hook
        || (
            Uri.TryCreate(hook, UriKind.Absolute, out Uri? uri)
                && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps))
            ? null
            : "NotifyHook is not an http or https address, such as https://example.com/hook";
}
