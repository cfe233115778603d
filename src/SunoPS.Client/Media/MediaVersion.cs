using System.Net;
using System.Net.Http.Headers;

namespace SunoPS;

/// <summary>One version of a file on its host: what shows whether a later response belongs to it.</summary>
/// <param name="Extension">The extension of the file.</param>
/// <param name="Length">The length of the whole file in bytes; null if the host did not send it.</param>
/// <param name="Validator">
/// The strong <c>ETag</c>, or the <c>Last-Modified</c> time if it identifies one version; null if there is neither.
/// </param>
internal sealed record MediaVersion(string Extension, long? Length, RangeConditionHeaderValue? Validator)
{
    /// <summary>Returns the validator of a response.</summary>
    public static RangeConditionHeaderValue? ValidatorOf(HttpResponseMessage response)
    {
        if (response.Headers.ETag is { IsWeak: false } etag)
        {
            return new RangeConditionHeaderValue(etag);
        }

        // Last-Modified has whole seconds: a file changed in the second of the response could change again unnoticed.
        return response.Content.Headers.LastModified is { } modified && response.Headers.Date > modified
            ? new RangeConditionHeaderValue(modified)
            : null;
    }

    /// <summary>
    /// True if a response begins at a byte, belongs to this version, and the length of the whole file is known.
    /// Without the length, a truncated response would look complete.
    /// </summary>
    public bool IsContinuedBy(HttpResponseMessage response, long from) =>
        response.StatusCode == HttpStatusCode.PartialContent
        && response.Content.Headers is { ContentRange: { From: { } first, To: { } last } range } headers
        && first == from
        && (headers.ContentLength is not { } length || length == last - first + 1)
        && (range.Length ?? Length) is { } whole
        && last < whole
        && (Length is null || Length == whole)
        && (Validator?.Date is { } date ? headers.LastModified == date : Equals(Validator, ValidatorOf(response)));
}
