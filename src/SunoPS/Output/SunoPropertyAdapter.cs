using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Reflection;

namespace SunoPS.Commands;

/// <summary>
/// Shows PowerShell the properties of tasks, clips, lyrics and accounts in the order of declaration. Times print as
/// ISO 8601 and numbers with a decimal point in every culture, with unchanged types.
/// </summary>
/// <remarks>
/// PowerShell prints a DateTime in the current culture (in th-TH, with the year 2567). Type data that overrides single
/// properties would move their columns to the front of every CSV file.
/// </remarks>
public sealed class SunoPropertyAdapter : PSPropertyAdapter
{
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz";

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    /// <inheritdoc/>
    public override Collection<PSAdaptedProperty> GetProperties(object baseObject) =>
        new(Array.ConvertAll(PropertiesOf(baseObject), property => new PSAdaptedProperty(property.Name, property)));

    /// <inheritdoc/>
    public override PSAdaptedProperty? GetProperty(object baseObject, string propertyName) =>
        Array.Find(
            PropertiesOf(baseObject),
            property => property.Name.Equals(propertyName, StringComparison.OrdinalIgnoreCase)) is { } property
            ? new PSAdaptedProperty(property.Name, property)
            : null;

    /// <inheritdoc/>
    public override object? GetPropertyValue(PSAdaptedProperty adaptedProperty) =>
        PropertyOf(adaptedProperty).GetValue(adaptedProperty.BaseObject) switch
        {
            DateTime time => new PrintableValue(time, TimeFormat),
            double number => new PrintableValue(number, "R"),
            decimal number => new PrintableValue(number, "G29"),
            var text and (string[] or SunoJsonObject) => new PrintableValue(text),
            var other => other,
        };

    /// <inheritdoc/>
    public override string GetPropertyTypeName(PSAdaptedProperty adaptedProperty)
    {
        Type type = PropertyOf(adaptedProperty).PropertyType;
        return (Nullable.GetUnderlyingType(type) ?? type).FullName!;
    }

    /// <inheritdoc/>
    public override bool IsGettable(PSAdaptedProperty adaptedProperty) => true;

    /// <inheritdoc/>
    public override bool IsSettable(PSAdaptedProperty adaptedProperty) => false;

    /// <inheritdoc/>
    public override void SetPropertyValue(PSAdaptedProperty adaptedProperty, object value) =>
        throw new SetValueException("What a gateway sent is read-only.");

    private static PropertyInfo PropertyOf(PSAdaptedProperty adapted)
    {
        ArgumentNullException.ThrowIfNull(adapted);
        return (PropertyInfo)adapted.Tag;
    }

    private static PropertyInfo[] PropertiesOf(object baseObject)
    {
        ArgumentNullException.ThrowIfNull(baseObject);
        return Properties.GetOrAdd(baseObject.GetType(), static type =>
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .OrderBy(property => property.MetadataToken),
        ]);
    }
}
