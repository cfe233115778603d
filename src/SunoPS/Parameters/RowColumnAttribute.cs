namespace SunoPS.Commands;

/// <summary>
/// Marks a parameter that rows can have as a column, by its name, an alias, or one of these other names.
/// </summary>
/// <param name="otherNames">Names of columns that are not names of the parameter.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RowColumnAttribute(params string[] otherNames) : Attribute
{
    /// <summary>Names of columns that are not names of the parameter.</summary>
    public IReadOnlyList<string> OtherNames { get; } = otherNames;
}
