namespace SunoPS;

/// <summary>
/// The result for one file: its full path, or its error. A file that was there existed before and was not changed.
/// </summary>
internal sealed record SunoMediaResult(
    SunoMediaPlan Plan, string? Path, bool WasThere, SunoApiException? Error = null);
