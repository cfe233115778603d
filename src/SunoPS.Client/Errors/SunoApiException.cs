using System.Net;

namespace SunoPS;

/// <summary>
/// The one exception for everything that goes wrong between the caller and a gateway. Holds the gateway's own words,
/// and never the key. No text has control characters, or characters that turn the direction of writing.
/// </summary>
public sealed class SunoApiException : Exception
{
    /// <summary>Makes an exception of kind <see cref="SunoErrorKind.GatewayError"/> with a general message.</summary>
    public SunoApiException()
        : this(SunoErrorKind.GatewayError, "The gateway returned an error.")
    {
    }

    /// <summary>Makes an exception of kind <see cref="SunoErrorKind.GatewayError"/>.</summary>
    /// <param name="message">What happened, in plain words.</param>
    public SunoApiException(string message)
        : this(SunoErrorKind.GatewayError, message)
    {
    }

    /// <summary>Makes an exception of kind <see cref="SunoErrorKind.GatewayError"/>.</summary>
    /// <param name="message">What happened, in plain words.</param>
    /// <param name="innerException">What caused it; null for none.</param>
    public SunoApiException(string message, Exception? innerException)
        : this(SunoErrorKind.GatewayError, message, innerException)
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="kind">What kind of thing went wrong.</param>
    /// <param name="message">What happened, which address was asked, and what to try.</param>
    /// <param name="innerException">What caused it; null for none.</param>
    public SunoApiException(SunoErrorKind kind, string message, Exception? innerException = null)
        : this(DisplayText.Line(message), DisplayText.Line(message), kind, innerException)
    {
    }

    /// <summary>Makes an exception whose message says what happened, then what to do.</summary>
    /// <param name="kind">What kind of thing went wrong.</param>
    /// <param name="summary">What happened; its full stop may be missing.</param>
    /// <param name="advice">What to do.</param>
    /// <param name="innerException">What caused it; null for none.</param>
    internal SunoApiException(
        SunoErrorKind kind, string summary, string advice, Exception? innerException = null)
        : this(
            DisplayText.Line($"{DisplayText.Sentence(summary)} {advice}"),
            DisplayText.Line(DisplayText.Sentence(summary)),
            kind,
            innerException)
    {
    }

    /// <summary>Makes an exception whose message has lines.</summary>
    internal SunoApiException(SunoErrorKind kind, IReadOnlyList<string> lines, Exception? innerException)
        : this(
            string.Join("\n", lines.Select(static line => DisplayText.Line(line))),
            DisplayText.Line(lines[0]),
            kind,
            innerException)
    {
    }

    /// <summary>Takes texts that are clean.</summary>
    private SunoApiException(string message, string summary, SunoErrorKind kind, Exception? innerException)
        : base(message, innerException)
    {
        Kind = kind;
        Summary = summary;
    }

    private SunoApiException(SunoApiException other, string message, string summary, Exception? innerException)
        : this(message, summary, other.Kind, innerException)
    {
        StatusCode = other.StatusCode;
        Code = other.Code;
        GatewayMessage = other.GatewayMessage;
        RequestId = other.RequestId;
        RetryAfter = other.RetryAfter;
        IsTransient = other.IsTransient;
        IsNotSent = other.IsNotSent;
    }

    /// <summary>What kind of thing went wrong.</summary>
    public SunoErrorKind Kind { get; }

    /// <summary>The HTTP status of the answer; null if no answer came.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>
    /// The gateway's code (<c>code</c>, <c>error.code</c>, <c>error.type</c>); null if it sent none.
    /// </summary>
    public string? Code { get; init => field = DisplayText.Line(value); }

    /// <summary>
    /// The gateway's own words, at most 500 characters, an HTML page reduced to its title; null if it sent none.
    /// </summary>
    public string? GatewayMessage { get; init => field = DisplayText.Line(value); }

    /// <summary>The gateway's name for the request, to quote to its support; null if it sent none.</summary>
    public string? RequestId { get; init => field = DisplayText.Line(value); }

    /// <summary>
    /// How long the gateway asks to wait before the next try (<c>Retry-After</c>); null if it does not say.
    /// </summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// True if no other request with this connection can do better: the key was refused (401, 403).
    /// </summary>
    internal bool IsKeyRefused =>
        Kind is SunoErrorKind.Unauthorized or SunoErrorKind.Forbidden
        || StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;

    /// <summary>
    /// The same error once more, for another id of the same request: PowerShell keeps only one record of each exception
    /// in <c>$Error</c>.
    /// </summary>
    internal SunoApiException Copy() => new(this, Message, Summary, InnerException);

    /// <summary>The same error with other advice.</summary>
    internal SunoApiException WithAdvice(string advice) =>
        new(this, $"{Summary} {advice}", Summary, InnerException);

    /// <summary>The same error without the key, wherever a text has it.</summary>
    internal SunoApiException Masked(KeyMask mask)
    {
        string all = $"{Message}\n{Code}\n{GatewayMessage}\n{RequestId}\n{InnerException}";
        return mask.Apply(all) == all
            ? this
            : new SunoApiException(this, mask.Apply(Message), mask.Apply(Summary), innerException: null)
            {
                Code = mask.Apply(Code),
                GatewayMessage = mask.Apply(GatewayMessage),
                RequestId = mask.Apply(RequestId),
            };
    }

    /// <summary>What happened, without what to do: for messages that quote the error.</summary>
    internal string Summary { get; }

    /// <summary>True if the same request can succeed a moment later.</summary>
    internal bool IsTransient { get; init; }

    /// <summary>
    /// True if it is certain that nothing of the request left: there was no connection to send it on.
    /// </summary>
    internal bool IsNotSent { get; init; }
}
