namespace SunoPS.Client.Tests.Variations;

/// <summary>A form in which a value comes.</summary>
/// <param name="Json">The value.</param>
/// <param name="Value">What its property has to be; null for nothing.</param>
/// <param name="IsKept">Whether its JSON has to stand in the additional properties.</param>
internal sealed record FieldForm(string Json, object? Value, bool IsKept)
{
    /// <summary>A value that its property says in full.</summary>
    public static FieldForm Read(string json, object? value) => new(json, value, IsKept: false);

    /// <summary>A value that its property cannot take.</summary>
    public static FieldForm Kept(string json) => new(json, null, IsKept: true);

    /// <summary>A value of which its property says only a part.</summary>
    public static FieldForm ReadAndKept(string json, object value) => new(json, value, IsKept: true);
}
