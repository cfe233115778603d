namespace SunoPS;

/// <summary>The result for one file: its path or its error.</summary>
/// <param name="Plan">The plan of the file.</param>
/// <param name="Path">The full path of the complete file; null if there is an error.</param>
/// <param name="WasThere">True if the file existed before and was not changed.</param>
/// <param name="Error">The error; null if there is a file.</param>
internal sealed record SunoMediaResult(
    SunoMediaPlan Plan, string? Path, bool WasThere, SunoApiException? Error = null);
