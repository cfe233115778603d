using System.Net;

namespace SunoPS;

/// <summary>
/// Tells errors after which a submission is certainly not taken from those after which nobody knows. What is not
/// certain is not known.
/// </summary>
internal static class SubmissionErrors
{
    /// <summary>True for a status that says the submission was turned away.</summary>
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

    /// <summary>The error of a submission of which nobody knows what became.</summary>
    /// <param name="address">Where it was sent.</param>
    /// <param name="cause">What went wrong.</param>
    public static SunoApiException Unknown(Uri address, SunoApiException cause)
    {
        string why = cause switch
        {
            { Kind: SunoErrorKind.Timeout, StatusCode: null or HttpStatusCode.OK } => "no whole answer came in time",
            { Kind: SunoErrorKind.ConnectionFailed } => "the connection broke",
            { Kind: SunoErrorKind.InvalidResponse } => "the answer could not be read",
            { StatusCode: { } status } when (int)status >= 300 => $"it answered with status {(int)status}",
            _ => "its answer names no task",
        };
        string said = cause.GatewayMessage is null ? "" : $": {cause.GatewayMessage.TrimEnd('.')}";
        return new SunoApiException(
            SunoErrorKind.SubmissionUnknown,
            $"Nobody knows whether the gateway took the submission: {why} ({address.AbsoluteUri}){said}. It was not "
                + "sent again. It may have been taken and charged: look at the gateway for its task before you submit "
                + "it once more.",
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
    public static SunoApiException WithEntry(SunoApiException error, string entryId) => new(
        error.Kind,
        $"{error.Message} See the journal: Get-SunoSubmission -State Unknown | Where-Object EntryId -EQ {entryId}",
        error.InnerException)
    {
        StatusCode = error.StatusCode,
        Code = error.Code,
        GatewayMessage = error.GatewayMessage,
        RequestId = error.RequestId,
        RetryAfter = error.RetryAfter,
    };
}
