using System.Net;

namespace SunoPS;

/// <summary>
/// The exception for all errors of arguments, requests, responses and files. Contains the gateway's message, but never
/// the key, control characters or characters that change the text direction.
/// </summary>
public sealed class SunoApiException : Exception
{
    /// <summary>Creates an exception.</summary>
    /// <param name="kind">The kind of error.</param>
    /// <param name="message">What happened, and the address of the request.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public SunoApiException(SunoErrorKind kind, string message, Exception? innerException = null)
        : base(DisplayText.Line(message), innerException) => Kind = kind;

    /// <summary>Creates an exception from a message with or without a full stop.</summary>
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

    /// <summary>The gateway's code (<c>code</c>, <c>error.code</c>, <c>error.type</c>); null for none.</summary>
    public string? Code { get; init => field = DisplayText.Line(value); }

    /// <summary>The gateway's message, at most 500 characters, or the title of a page; null for none.</summary>
    public string? GatewayMessage { get; init => field = DisplayText.Line(value); }

    /// <summary>The gateway's request id, for its support; null if it sent none.</summary>
    public string? RequestId { get; init => field = DisplayText.Line(value); }

    /// <summary>The wait that the gateway requested (<c>Retry-After</c>); null if it sent none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    internal ErrorTraits Traits { get; init; }

    internal Remedy Remedy { get; init; }

    /// <summary>The address or the entry that the remedy is about; null for none.</summary>
    internal string? RemedyTarget { get; init => field = DisplayText.Line(value); }

    internal bool IsKeyRefused => Traits.HasFlag(ErrorTraits.KeyRefused);

    internal bool IsTransient => Traits.HasFlag(ErrorTraits.Transient);

    internal bool IsRefused => Traits.HasFlag(ErrorTraits.Refused);

    internal bool IsNotSent => Traits.HasFlag(ErrorTraits.NotSent);

    internal static SunoApiException Invalid(string message) => new(SunoErrorKind.InvalidArgument, message);

    /// <summary>Copies the error for another id: <c>$Error</c> keeps one record of each exception.</summary>
    internal SunoApiException Copy() => new(this, Message, InnerException);

    internal SunoApiException With(ErrorTraits traits) => new(this, Message, InnerException) { Traits = traits };

    internal SunoApiException With(Remedy remedy, string? target = null) =>
        new(this, Message, InnerException) { Remedy = remedy, RemedyTarget = target };

    /// <summary>Returns an error of another kind and without consequences for the same response.</summary>
    internal SunoApiException With(SunoErrorKind kind, string message, Remedy remedy) =>
        new(this, DisplayText.Line(DisplayText.Sentence(message)), InnerException)
        {
            Kind = kind, Traits = ErrorTraits.None, Remedy = remedy, RemedyTarget = null,
        };

    internal SunoApiException WithLines(IEnumerable<string> lines) =>
        new(this, string.Join("\n", [Message, .. lines.Select(static line => DisplayText.Line(line))]), InnerException);

    /// <summary>Returns the same error with advice in place of its remedy, after the first line.</summary>
    internal SunoApiException WithAdvice(string advice)
    {
        string[] lines = Message.Split('\n');
        lines[0] += " " + DisplayText.Line(advice);
        return new SunoApiException(this, string.Join("\n", lines), InnerException) { Remedy = Remedy.None };
    }

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
}
