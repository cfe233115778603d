namespace SunoPS.Client.Tests.Variations;

/// <summary>A form of a value.</summary>
/// <param name="Json">The JSON of the value.</param>
/// <param name="Value">The expected value of the property; null for none.</param>
/// <param name="IsKept">Whether the JSON must be in the additional properties.</param>
internal sealed record FieldForm(string Json, object? Value, bool IsKept)
{
    /// <summary>A value that the property represents wholly.</summary>
    public static FieldForm Read(string json, object? value) => new(json, value, IsKept: false);

    /// <summary>A value that the property cannot represent.</summary>
    public static FieldForm Kept(string json) => new(json, null, IsKept: true);

    /// <summary>A value that the property represents only in part.</summary>
    public static FieldForm ReadAndKept(string json, object value) => new(json, value, IsKept: true);
}
