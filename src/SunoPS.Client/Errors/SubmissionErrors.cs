using System.Net;

namespace SunoPS;

/// <summary>Creates the errors of submissions with an unknown outcome.</summary>
internal static class SubmissionErrors
{
    /// <summary>Creates the error for a submission that the gateway may have accepted.</summary>
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
        return cause.With(
            SunoErrorKind.SubmissionUnknown,
            $"The gateway may have accepted and charged the submission; {why} ({address.AbsoluteUri}){said}",
            Remedy.LookForTask);
    }
}
