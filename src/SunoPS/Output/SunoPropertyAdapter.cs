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

    private static readonly ConcurrentDictionary<Type, Property[]> Properties = new();

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
    public override object? GetPropertyValue(PSAdaptedProperty adaptedProperty)
    {
        ArgumentNullException.ThrowIfNull(adaptedProperty);
        object? value = ((Property)adaptedProperty.Tag).Get(adaptedProperty.BaseObject);
        return value switch
        {
            DateTime time => new PrintableValue(time, TimeFormat),
            double number => new PrintableValue(number, "R"),
            decimal number => new PrintableValue(number, "G29"),
            string[] or SunoJsonObject => new PrintableValue(value),
            _ => value,
        };
    }

    /// <inheritdoc/>
    public override string GetPropertyTypeName(PSAdaptedProperty adaptedProperty)
    {
        ArgumentNullException.ThrowIfNull(adaptedProperty);
        return ((Property)adaptedProperty.Tag).TypeName;
    }

    /// <inheritdoc/>
    public override bool IsGettable(PSAdaptedProperty adaptedProperty) => true;

    /// <inheritdoc/>
    public override bool IsSettable(PSAdaptedProperty adaptedProperty) => false;

    /// <inheritdoc/>
    public override void SetPropertyValue(PSAdaptedProperty adaptedProperty, object value) =>
        throw new SetValueException("What a gateway sent is read-only.");

    private static Property[] PropertiesOf(object baseObject)
    {
        ArgumentNullException.ThrowIfNull(baseObject);
        return Properties.GetOrAdd(baseObject.GetType(), static type =>
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .OrderBy(property => property.MetadataToken)
                .Select(Property.Of),
        ]);
    }

    private sealed record Property(string Name, string TypeName, Func<object, object?> Get)
    {
        private static readonly MethodInfo Create =
            typeof(Property).GetMethod(nameof(GetterOf), BindingFlags.NonPublic | BindingFlags.Static)!;

        public static Property Of(PropertyInfo property) => new(
            property.Name,
            (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType).FullName!,
            (Func<object, object?>)Create.MakeGenericMethod(property.DeclaringType!, property.PropertyType)
                .Invoke(null, [property.GetMethod])!);

        /// <summary>Creates a delegate, because reflection would compile a method for each getter.</summary>
        private static Func<object, object?> GetterOf<T, TValue>(MethodInfo getter)
        {
            var get = (Func<T, TValue>)Delegate.CreateDelegate(typeof(Func<T, TValue>), getter);
            return instance => get((T)instance);
        }
    }
}
