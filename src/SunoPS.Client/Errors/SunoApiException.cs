using System.Net;

namespace SunoPS;

/// <summary>
/// The exception for all errors of arguments, requests, responses and files. Contains the gateway's message, but never
/// the key, control characters or characters that change the text direction.
/// </summary>
public sealed class SunoApiException : Exception
{
    /// <summary>Creates an exception of kind <see cref="SunoErrorKind.GatewayError"/> with a general message.</summary>
    public SunoApiException()
        : this(SunoErrorKind.GatewayError, "The gateway returned an error.")
    {
    }

    /// <summary>Creates an exception of kind <see cref="SunoErrorKind.GatewayError"/>.</summary>
    /// <param name="message">The error message.</param>
    public SunoApiException(string message)
        : this(SunoErrorKind.GatewayError, message)
    {
    }

    /// <summary>Creates an exception of kind <see cref="SunoErrorKind.GatewayError"/>.</summary>
    /// <param name="message">The error message.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public SunoApiException(string message, Exception? innerException)
        : this(SunoErrorKind.GatewayError, message, innerException)
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="kind">The kind of error.</param>
    /// <param name="message">What happened, the address of the request, and what to do.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public SunoApiException(SunoErrorKind kind, string message, Exception? innerException = null)
        : this(DisplayText.Line(message), DisplayText.Line(message), kind, innerException)
    {
    }

    /// <summary>Creates an exception whose message says what happened, then what to do.</summary>
    /// <param name="kind">The kind of error.</param>
    /// <param name="summary">What happened, with or without a full stop.</param>
    /// <param name="advice">What to do.</param>
    /// <param name="innerException">The cause; null for none.</param>
    internal SunoApiException(
        SunoErrorKind kind, string summary, string advice, Exception? innerException = null)
        : this(
            DisplayText.Line($"{DisplayText.Sentence(summary)} {advice}"),
            DisplayText.Line(DisplayText.Sentence(summary)),
            kind,
            innerException)
    {
    }

    /// <summary>Creates an exception with a message of several lines.</summary>
    internal SunoApiException(SunoErrorKind kind, IReadOnlyList<string> lines, Exception? innerException)
        : this(
            string.Join("\n", lines.Select(static line => DisplayText.Line(line))),
            DisplayText.Line(lines[0]),
            kind,
            innerException)
    {
    }

    /// <summary>Creates an exception from clean texts.</summary>
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

    /// <summary>The kind of error.</summary>
    public SunoErrorKind Kind { get; }

    /// <summary>The HTTP status of the response; null if there was none.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>
    /// The gateway's code (<c>code</c>, <c>error.code</c>, <c>error.type</c>); null if it sent none.
    /// </summary>
    public string? Code { get; init => field = DisplayText.Line(value); }

    /// <summary>
    /// The gateway's error message, at most 500 characters, or the title of an HTML page; null if it sent none.
    /// </summary>
    public string? GatewayMessage { get; init => field = DisplayText.Line(value); }

    /// <summary>The gateway's request id, for its support; null if it sent none.</summary>
    public string? RequestId { get; init => field = DisplayText.Line(value); }

    /// <summary>The wait that the gateway requested (<c>Retry-After</c>); null if it sent none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// True if the gateway rejected the key (401, 403), so that all requests of this connection fail.
    /// </summary>
    internal bool IsKeyRefused =>
        Kind is SunoErrorKind.Unauthorized or SunoErrorKind.Forbidden
        || StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;

    /// <summary>
    /// Copies the error for another id of the same request: PowerShell keeps only one record of each exception in
    /// <c>$Error</c>.
    /// </summary>
    internal SunoApiException Copy() => new(this, Message, Summary, InnerException);

    /// <summary>Returns the same error with other advice.</summary>
    internal SunoApiException WithAdvice(string advice) =>
        new(this, $"{Summary} {advice}", Summary, InnerException);

    /// <summary>Returns the same error with the key masked in all texts.</summary>
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

    /// <summary>What happened, without advice, for messages that quote the error.</summary>
    internal string Summary { get; }

    /// <summary>True if a retry of the same request can succeed.</summary>
    internal bool IsTransient { get; init; }

    /// <summary>True if it is certain that nothing was sent, because there was no connection.</summary>
    internal bool IsNotSent { get; init; }
}
