using System.Net;

namespace SunoPS;

/// <summary>
/// Tells errors that rule out that the gateway accepted a submission from those that do not.
/// </summary>
internal static class SubmissionErrors
{
    /// <summary>True for a status that says that the gateway rejected the submission.</summary>
    public static bool IsRefusal(HttpResponseMessage response) => response.StatusCode switch
    {
        // A proxy gives up with these, whatever the server behind it did or still does.
        HttpStatusCode.RequestTimeout or (HttpStatusCode)499 => false,

        // A server may move on with these after it has done what was asked.
        HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther => false,
        HttpStatusCode.ServiceUnavailable => response.Headers.RetryAfter is not null,
        HttpStatusCode.NotImplemented => true,
        < HttpStatusCode.InternalServerError => true,
        _ => false,
    };

    /// <summary>The error of a submission that the gateway may have accepted.</summary>
    /// <param name="address">Where it was sent.</param>
    /// <param name="cause">What went wrong.</param>
    public static SunoApiException Unknown(Uri address, SunoApiException cause)
    {
        string why = cause switch
        {
            { Kind: SunoErrorKind.Timeout, StatusCode: null or HttpStatusCode.OK } =>
                "no complete response came in time",
            { Kind: SunoErrorKind.ConnectionFailed } => "the connection broke",
            { Kind: SunoErrorKind.InvalidResponse } => "its response is not valid",
            { StatusCode: { } status } when (int)status >= 300 => $"it responded with status {(int)status}",
            _ => "its response names no task",
        };
        string said = StatusText.Without(cause.GatewayMessage, cause.StatusCode ?? HttpStatusCode.OK) is { } words
            ? $": {words}"
            : "";
        return new SunoApiException(
            SunoErrorKind.SubmissionUnknown,
            $"The gateway may have accepted and charged the submission; {why} ({address.AbsoluteUri}){said}",
            "Look for its task at the gateway before you submit it again.",
            cause.InnerException)
        {
            StatusCode = cause.StatusCode,
            Code = cause.Code,
            GatewayMessage = cause.GatewayMessage,
            RequestId = cause.RequestId,
            RetryAfter = cause.RetryAfter,
        };
    }

    /// <summary>The same error with the place where the journal keeps the submission.</summary>
    public static SunoApiException WithEntry(SunoApiException error, string entryId) => error.WithAdvice(
        "Before you submit it again, see: "
        + $"Get-SunoSubmission -State Unknown | Where-Object EntryId -EQ {entryId}");
}
