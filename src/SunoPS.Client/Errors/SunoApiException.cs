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
        : this("The gateway returned an error.")
    {
    }

    /// <summary>Creates an exception of kind <see cref="SunoErrorKind.GatewayError"/>.</summary>
    /// <param name="message">The error message.</param>
    public SunoApiException(string message)
        : this(message, innerException: null)
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
    /// <param name="message">What happened, and the address of the request.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public SunoApiException(SunoErrorKind kind, string message, Exception? innerException = null)
        : base(DisplayText.Line(message), innerException) => Kind = kind;

    /// <summary>Creates an exception with a remedy.</summary>
    /// <param name="kind">The kind of error.</param>
    /// <param name="message">What happened, with or without a full stop.</param>
    /// <param name="remedy">The remedy.</param>
    /// <param name="innerException">The cause; null for none.</param>
    internal SunoApiException(
        SunoErrorKind kind, string message, Remedy remedy, Exception? innerException = null)
        : this(kind, DisplayText.Sentence(message), innerException) => Remedy = remedy;

    /// <summary>Copies an exception with another message, which is clean.</summary>
    private SunoApiException(SunoApiException other, string message, Exception? innerException)
        : base(message, innerException)
    {
        Kind = other.Kind;
        StatusCode = other.StatusCode;
        Code = other.Code;
        GatewayMessage = other.GatewayMessage;
        RequestId = other.RequestId;
        RetryAfter = other.RetryAfter;
        Traits = other.Traits;
        Remedy = other.Remedy;
        RemedyTarget = other.RemedyTarget;
    }

    /// <summary>The kind of error.</summary>
    public SunoErrorKind Kind { get; private init; }

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

    /// <summary>The consequences of the error.</summary>
    internal ErrorTraits Traits { get; init; }

    /// <summary>True if the gateway refuses the key, so that all requests of the connection fail.</summary>
    internal bool IsKeyRefused => Traits.HasFlag(ErrorTraits.KeyRefused);

    /// <summary>True if a retry of the same request can succeed.</summary>
    internal bool IsTransient => Traits.HasFlag(ErrorTraits.Transient);

    /// <summary>True if the gateway certainly did not accept the request.</summary>
    internal bool IsRefused => Traits.HasFlag(ErrorTraits.Refused);

    /// <summary>True if it is certain that nothing was sent, because there was no connection.</summary>
    internal bool IsNotSent => Traits.HasFlag(ErrorTraits.NotSent);

    /// <summary>
    /// Copies the error for another id of the same request: PowerShell keeps only one record of each exception in
    /// <c>$Error</c>.
    /// </summary>
    internal SunoApiException Copy() => new(this, Message, InnerException);

    /// <summary>Returns an error of another kind and without consequences for the same response.</summary>
    internal SunoApiException With(SunoErrorKind kind, string message, Remedy remedy) =>
        new(this, DisplayText.Line(DisplayText.Sentence(message)), InnerException)
        {
            Kind = kind, Traits = ErrorTraits.None, Remedy = remedy, RemedyTarget = null,
        };

    /// <summary>Returns the same error with further lines in its message.</summary>
    internal SunoApiException WithLines(IEnumerable<string> lines) =>
        new(this, string.Join("\n", [Message, .. lines.Select(static line => DisplayText.Line(line))]), InnerException);

    /// <summary>Returns the same error with other consequences.</summary>
    internal SunoApiException With(ErrorTraits traits) => new(this, Message, InnerException) { Traits = traits };

    /// <summary>Returns the same error with another remedy.</summary>
    internal SunoApiException With(Remedy remedy, string? target = null) =>
        new(this, Message, InnerException) { Remedy = remedy, RemedyTarget = target };

    /// <summary>Returns the same error with advice in place of its remedy, after the first line.</summary>
    internal SunoApiException WithAdvice(string advice)
    {
        int end = Message.IndexOf('\n', StringComparison.Ordinal);
        end = end < 0 ? Message.Length : end;
        string message = $"{Message[..end]} {DisplayText.Line(advice)}{Message[end..]}";
        return new SunoApiException(this, message, InnerException) { Remedy = Remedy.None };
    }

    /// <summary>Returns the same error with the key masked in all texts.</summary>
    internal SunoApiException Masked(KeyMask mask)
    {
        string all = $"{Message}\n{Code}\n{GatewayMessage}\n{RequestId}\n{InnerException}";
        return mask.Apply(all) == all
            ? this
            : new SunoApiException(this, mask.Apply(Message), innerException: null)
            {
                Code = mask.Apply(Code),
                GatewayMessage = mask.Apply(GatewayMessage),
                RequestId = mask.Apply(RequestId),
            };
    }

    /// <summary>The remedy for the error.</summary>
    internal Remedy Remedy { get; init; }

    /// <summary>The address or the entry that the remedy is about; null for none.</summary>
    internal string? RemedyTarget { get; init => field = DisplayText.Line(value); }
}
