namespace SunoPS.Client.Tests.Variations;

/// <summary>A form of a value.</summary>
/// <param name="Json">The JSON of the value.</param>
/// <param name="Value">The expected value of the property; null for none.</param>
/// <param name="IsKept">
/// Whether the JSON must be in the additional properties, because the property cannot represent it wholly.
/// </param>
internal sealed record FieldForm(string Json, object? Value, bool IsKept);
